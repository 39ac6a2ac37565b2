namespace Chaos.Tests.Faults;

/// <summary>What goes wrong.</summary>
internal enum Fault
{
    KillBroker,
    KillAuthDatabase,
    KillEmailDatabase,

    /// <summary>Replicas of Auth hold the relay in turn: the other one takes over.</summary>
    KillAuth,

    /// <summary>A consumer, perhaps between a mail's DATA and its answer.</summary>
    KillEmail,

    /// <summary>The mail server says 451 to every recipient.</summary>
    RefuseMails,

    /// <summary>It takes mails and answers nothing any more.</summary>
    HangMails,
}
