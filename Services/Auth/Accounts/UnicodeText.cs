using System.Text;

namespace Auth.Accounts;

internal static class UnicodeText
{
    // Normalising costs time and memory in proportion to what a stranger sends. No valid input comes near this.
    private const int MaxRaw = 1024;

    /// <summary>The NFKC form, because keyboards differ in how they write the same é. Null if there is none.</summary>
    public static string? Nfkc(string? text)
    {
        try
        {
            return text is { Length: <= MaxRaw } ? text.Normalize(NormalizationForm.FormKC) : null;
        }
        catch (ArgumentException)
        {
            // Code points that are no characters, such as U+FFFE.
            return null;
        }
    }
}
