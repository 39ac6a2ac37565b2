namespace ServiceDefaults.Users;

/// <summary>Nobody can tell whether a token is valid: the issuer has not been reached since the start.</summary>
internal sealed class SigningKeysUnavailableException() : Exception("The issuer's signing keys have not been read yet.");
