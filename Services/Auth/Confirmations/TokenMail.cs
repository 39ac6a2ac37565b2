namespace Auth.Confirmations;

/// <summary>A mail that brings a token to the address that is stored with the account, never to one that somebody typed.</summary>
internal sealed record TokenMail(MailTokenOwner Owner, MailTokenPurpose Purpose, MailToken Token, TimeSpan Lifetime);
