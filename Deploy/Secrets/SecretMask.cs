using System.Text.Encodings.Web;

namespace Deploy.Secrets;

/// <summary>Hides secrets in texts that are made of them, such as a connection string, a diff, or what a program printed.</summary>
internal sealed class SecretMask
{
    private readonly IReadOnlyList<string> _forms;

    /// <param name="secrets">What to hide.</param>
    public SecretMask(IEnumerable<Secret> secrets)
    {
        // A longer form goes first: a secret may be part of another, and what is left of that would tell.
        _forms = [.. secrets.SelectMany(Forms).Distinct().OrderByDescending(form => form.Length).ThenBy(form => form, StringComparer.Ordinal)];
    }

    /// <summary><paramref name="text"/> with each secret replaced, also where it stands percent-encoded, in JSON or in Base64.</summary>
    public string Hide(string text)
    {
        foreach (var form in _forms)
        {
            text = text.Replace(form, Secret.Mask, StringComparison.Ordinal);
        }

        return text;
    }

    private static IEnumerable<string> Forms(Secret secret)
    {
        var value = secret.Reveal();
        yield return value;
        yield return Uri.EscapeDataString(value);
        yield return JavaScriptEncoder.Default.Encode(value);
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value);
        yield return Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value));

        // A file of several lines is shown, and compared, line by line.
        foreach (var line in value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line.Length > 7))
        {
            yield return line;
        }
    }
}
