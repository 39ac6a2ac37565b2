using System.Collections.Specialized;
using System.Globalization;
using System.Web;

namespace Email.Smtp;

/// <summary>How the way to the mail server is protected.</summary>
internal enum SmtpTls
{
    /// <summary>Not at all: for a sink on the same machine.</summary>
    None,

    /// <summary>The connection begins in plain text and is secured before anything is said; refused if it cannot be.</summary>
    StartTls,

    /// <summary>From the first byte.</summary>
    Tls,
}

/// <summary>
/// The connection string of the mail server: <c>smtp://user:password@host:587?tls=starttls</c>. User and password are percent-encoded
/// and may both be left out; <c>tls</c> is <c>starttls</c> (which is meant if it is left out), <c>tls</c> or <c>none</c>; the port is
/// 587 if none is given, with <c>tls=tls</c> 465.
/// </summary>
internal sealed record SmtpAddress(string Host, int Port, SmtpTls Tls, string? User, string? Password)
{
    /// <exception cref="FormatException">Says what is wrong, without the text: it may hold a password.</exception>
    public static SmtpAddress Parse(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || uri.Scheme != "smtp" || uri.Host.Length == 0
            || uri.AbsolutePath is not ("" or "/") || uri.Fragment.Length > 0)
        {
            throw new FormatException("It must have the form smtp://user:password@host:port?tls=starttls.");
        }

        var tls = ReadTls(HttpUtility.ParseQueryString(uri.Query));
        var (user, password) = ReadUser(uri.UserInfo);
        if (user is not null && tls == SmtpTls.None)
        {
            throw new FormatException("With tls=none user and password would be sent in plain text: leave them out, or choose starttls or tls.");
        }

        var port = uri.Port > 0 ? uri.Port : tls == SmtpTls.Tls ? 465 : 587;
        return new(uri.IdnHost, port, tls, user, password);
    }

    /// <summary>Without what must not be logged.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    private static SmtpTls ReadTls(NameValueCollection query)
    {
        if (query.AllKeys.Any(key => key != "tls"))
        {
            throw new FormatException("The only setting after the question mark is tls.");
        }

        return query["tls"] switch
        {
            null or "starttls" => SmtpTls.StartTls,
            "tls" => SmtpTls.Tls,
            "none" => SmtpTls.None,
            _ => throw new FormatException("tls is one of starttls, tls and none."),
        };
    }

    private static (string? User, string? Password) ReadUser(string userInfo)
    {
        if (userInfo.Length == 0)
        {
            return (null, null);
        }

        return userInfo.Split(':') is [{ Length: > 0 } user, { Length: > 0 } password]
            ? (Uri.UnescapeDataString(user), Uri.UnescapeDataString(password))
            : throw new FormatException("User and password are given together, with a colon in between; in them, colons are written %3A.");
    }
}
