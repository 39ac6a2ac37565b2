namespace Chaos.Tests.Mail;

/// <summary>As much of RFC 5321 as a client needs to hand over a mail.</summary>
internal sealed class MailConversation(MailServer server, StreamReader reader, StreamWriter writer)
{
    private readonly List<string> _recipients = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await writer.WriteLineAsync("220 chaos ESMTP");
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            var answer = line.ToUpperInvariant() switch
            {
                var verb when verb.StartsWith("EHLO", StringComparison.Ordinal) => "250-chaos\r\n250-8BITMIME\r\n250 SMTPUTF8",
                var verb when verb.StartsWith("HELO", StringComparison.Ordinal) => "250 chaos",
                var verb when verb.StartsWith("MAIL", StringComparison.Ordinal) || verb.StartsWith("RSET", StringComparison.Ordinal) => Begin(),
                var verb when verb.StartsWith("RCPT", StringComparison.Ordinal) => Recipient(line),
                "DATA" when _recipients.Count == 0 => "503 No recipient",
                "DATA" => await DataAsync(cancellationToken),
                "NOOP" => "250 Fine",
                "QUIT" => "221 Bye",
                _ => "502 Not here",
            };
            await writer.WriteLineAsync(answer);
            if (answer.StartsWith("221", StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    private string Begin()
    {
        _recipients.Clear();
        return "250 Fine";
    }

    private string Recipient(string line)
    {
        var address = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
        if (server.Mood == MailMood.Refusing || (server.Refused is { } part && address.Contains(part, StringComparison.Ordinal)))
        {
            return "451 Not now";
        }

        _recipients.Add(address);
        return "250 Fine";
    }

    private async Task<string> DataAsync(CancellationToken cancellationToken)
    {
        await writer.WriteLineAsync("354 Go on");
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line == ".")
            {
                foreach (var recipient in _recipients)
                {
                    server.Taken.Enqueue((recipient, DateTime.UtcNow));
                }

                if (server.Mood == MailMood.Hanging)
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }

                return "250 Taken";
            }
        }

        throw new IOException("The sender went away before the end of its mail.");
    }
}
