using ServiceDefaults.Messaging.Inbox;

namespace ServiceDefaults.Messaging.DeadLetters;

/// <summary>Why a message is a dead letter.</summary>
internal sealed record DeathCertificate(string Reason, string? Stack, int Attempts, DateTime? FirstFailedAt)
{
    public DeathCertificate(DeadLetterException fault)
        : this(fault.Message, Stack: null, Attempts: 1, FirstFailedAt: null)
    {
    }

    public DeathCertificate(Exception exception, Failures? failures, int attempts)
        : this(
            exception is DeadLetterException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}",
            exception.ToString(),
            attempts,
            failures?.FirstFailedAt)
    {
    }

    public DeathCertificate(Failures? failures)
        : this(failures?.LastError ?? "Dead-lettered before; why is not known any more.", failures?.Stack, failures?.Attempts ?? 1, failures?.FirstFailedAt)
    {
    }
}
