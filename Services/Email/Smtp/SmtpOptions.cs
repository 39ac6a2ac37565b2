using System.ComponentModel.DataAnnotations;

namespace Email.Smtp;

/// <summary>The section <c>Smtp</c>. Where the server is says the connection string <c>smtp</c>, see <see cref="SmtpAddress"/>.</summary>
internal sealed class SmtpOptions
{
    /// <summary>The address that mails come from. The server must be allowed to send for its domain.</summary>
    [Required]
    [EmailAddress]
    public string From { get; init; } = "";

    /// <summary>The name beside it.</summary>
    [StringLength(100)]
    [RegularExpression(@"^\P{Cc}*$")]
    public string FromName { get; init; } = "";

    /// <summary>How many connections are open at once; who needs one more waits.</summary>
    [Range(1, 100)]
    public int MaxConnections { get; init; } = 8;

    /// <summary>After so many mails a connection is closed: servers do not like guests that stay for ever.</summary>
    [Range(1, 10_000)]
    public int MailsPerConnection { get; init; } = 100;

    /// <summary>A connection that was idle for longer is not used again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan MaxIdle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>To connect, secure the connection and sign in.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the first command of a mail to the server's last answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
