namespace Email.Sending;

/// <summary>A mail that somebody wants sent.</summary>
/// <param name="To">In the form of <see cref="MailAddress.Parse"/>.</param>
/// <param name="ExpiresAt">After this time it would only annoy.</param>
internal sealed record Mail(
    string To, string Template, string Language, IReadOnlyDictionary<string, string> Data, DateTimeOffset? ExpiresAt = null)
{
    public override string ToString() => "***";
}

/// <summary>Which message asked for it.</summary>
/// <param name="Key">Source and id of the message; null if nothing in it says who it is.</param>
/// <param name="Fingerprint">Of a message without a key.</param>
/// <param name="MayBeRepeated">A message without a key was delivered before.</param>
internal sealed record MailOrigin(string? Key, byte[]? Fingerprint = null, bool MayBeRepeated = false);
