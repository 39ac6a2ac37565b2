using System.Globalization;
using Deploy.Rendering;

namespace Deploy.Recipes.Project;

/// <summary>A project's variables, in the two files that bring them: systemd's own, and one for what systemd does not take.</summary>
internal sealed record ProjectVariables(MaskedText ForSystemd, MaskedText ForScript)
{
    public static ProjectVariables Of(ProjectInput input)
    {
        var all = new OrderedDictionary<string, MaskedText>();
        if (input.Ports.Count > 0)
        {
            // Instead of HTTP_PORTS, which is every address of the host.
            all["ASPNETCORE_URLS"] = string.Join(';', input.Ports.Select(port => $"http://{input.Host.At(port)}"));
        }

        all["DOTNET_SHUTDOWNTIMEOUTSECONDS"] = ((long)input.Drain.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in input.Environment)
        {
            all[name] = value;
        }

        var taken = all.ToLookup(each => Variables.SystemdTakes(each.Key, each.Value));
        return new(
            MaskedText.Lines(taken[true].Select(each => MaskedText.Of($"{each.Key}={Quoting.EnvironmentFile(each.Value)}"))),
            MaskedText.Lines(taken[false].Select(each => MaskedText.Of($"{each.Key}={each.Value.Escape(Escape)}"))));
    }

    // As with-variables reads it.
    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
