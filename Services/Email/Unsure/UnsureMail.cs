using Email.Sending;

namespace Email.Unsure;

/// <summary>A mail that may have been sent, as the operator sees it. Its data stay here: they may hold a token.</summary>
/// <param name="MessageId">Under which the mail server's log knows it, without the domain.</param>
internal sealed record UnsureMail(
    Guid Id, string MessageId, string To, string Template, string Language, string? Reason, DateTimeOffset CreatedAt, DateTimeOffset UnsureSince);

/// <summary>The same, with what is needed to send it.</summary>
internal sealed record KeptMail(Guid Id, MailState State, Mail Mail);
