using Chaos.Tests.Faults;
using Chaos.Tests.Running;

namespace Chaos.Tests.Histories;

/// <summary>Something was broken from then to then.</summary>
internal sealed record Disturbance(Fault Fault, DateTime From, DateTime To)
{
    /// <summary>By two instances of Email, as many as each handles events at a time.</summary>
    private const int SentAtATime = 2 * 4;

    /// <summary>Whether it can leave a mail's fate unknown: who was sending it is gone, or could not write down what became of it, or heard nothing.</summary>
    public bool LeavesUnsure => Fault is Fault.KillEmail or Fault.KillEmailDatabase or Fault.HangMails;

    /// <summary>How many at most: one for each mail that was being sent at a moment, and of mails that hang as many again whenever patience is over.</summary>
    public int MostUnsure => Fault switch
    {
        Fault.HangMails => SentAtATime * (1 + (int)Math.Ceiling((To - From) / ChaosApplication.MailPatience)),
        _ when LeavesUnsure => SentAtATime,
        _ => 0,
    };
}
