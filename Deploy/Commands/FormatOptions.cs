using System.CommandLine;

namespace Deploy.Commands;

/// <summary>For whom a command writes.</summary>
internal enum Format
{
    /// <summary>A person at a terminal.</summary>
    Table,

    /// <summary>A program.</summary>
    Json,

    /// <summary>The readers of a pull request.</summary>
    Markdown,
}

/// <summary>The options <c>--json</c> and <c>--markdown</c>, the same for every command that reports.</summary>
internal sealed class FormatOptions
{
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON, for programs." };
    private readonly Option<bool> _markdown = new("--markdown") { Description = "Write Markdown, for a comment on a pull request." };

    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_markdown);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_json) && result.GetValue(_markdown))
            {
                result.AddError("--json and --markdown exclude each other.");
            }
        });
    }

    public Format Of(ParseResult parsed) =>
        parsed.GetValue(_json) ? Format.Json : parsed.GetValue(_markdown) ? Format.Markdown : Format.Table;
}
