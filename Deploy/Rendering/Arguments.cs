namespace Deploy.Rendering;

/// <summary>Arguments of a program: who is on its host can read them.</summary>
internal static class Arguments
{
    public static IEnumerable<Refusal> Check(IReadOnlyList<MaskedText> arguments, string path)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].HasSecrets)
            {
                yield return new Refusal(
                    $"{path}[{i}]",
                    "This argument holds a secret, and every user of a host can read arguments.",
                    "In the AppHost, give it by an environment variable (WithEnvironment).");
            }
            else if (arguments[i].Reveal().Any(letter => char.IsControl(letter) && letter is not '\n'))
            {
                yield return new Refusal($"{path}[{i}]", "This argument holds a control character.", "Take it out.");
            }
        }
    }
}
