using System.CommandLine;

namespace Deploy.Commands;

/// <summary>A file that is named on the command line. An option that is mistyped is not taken for one.</summary>
internal sealed class FileArgument : Argument<string>
{
    public FileArgument(string name)
        : base(name) => Validators.Add(result =>
        {
            foreach (var option in result.Tokens.Where(token => token.Value.StartsWith('-')))
            {
                result.AddError($"There is no option {option.Value}.");
            }
        });
}
