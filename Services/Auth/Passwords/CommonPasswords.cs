namespace Auth.Passwords;

/// <summary>
/// Passwords that guessers try first, by zxcvbn: its list of the 30,000 most used, common words and names, keyboard
/// walks, dates, repeats, and their combinations.
/// </summary>
internal static class CommonPasswords
{
    /// <summary>
    /// Its time grows faster than the length: 128 hostile characters took 190 ms and 92 MB, 32 take 10 ms at most and
    /// usually 1 ms, a fraction of the hash. More characters make no password easier to guess.
    /// </summary>
    private const int MaxLooked = 32;

    /// <summary>
    /// In bits. The lock-out lets one account be guessed at some 200 times a day, so this leaves thousands of years;
    /// a thief of the database would need 2^28 hashes of 60 ms, which is half a year of a core.
    /// </summary>
    private const double MinEntropy = 28;

    private static readonly Zxcvbn.Zxcvbn Estimator = new();

    /// <param name="email">The owner's: it and its parts are the first guesses.</param>
    public static bool IsEasyToGuess(string password, string? email) =>
        Estimator.EvaluatePassword(Start(password), Own(email)).Entropy < MinEntropy;

    private static IEnumerable<string> Own(string? email) =>
        email is null ? [] : email.Split('@', '.', '-', '_', '+').Append(email).Append(email.Split('@')[0]).Select(Start);

    private static string Start(string text) => text.Length <= MaxLooked ? text : text[..MaxLooked];
}
