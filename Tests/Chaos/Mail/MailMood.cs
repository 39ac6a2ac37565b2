namespace Chaos.Tests.Mail;

internal enum MailMood
{
    Friendly,

    /// <summary>Says 451 to every recipient: try again later.</summary>
    Refusing,

    /// <summary>Takes the whole mail, and says nothing more: its sender cannot know.</summary>
    Hanging,
}
