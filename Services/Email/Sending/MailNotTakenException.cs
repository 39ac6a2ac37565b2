namespace Email.Sending;

/// <summary>The mail is not sent, for certain; a later attempt may succeed.</summary>
internal sealed class MailNotTakenException(string reason) : Exception(reason);
