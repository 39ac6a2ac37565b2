using Deploy.Faults;

namespace Deploy.Manifest;

/// <summary>A value that is asked for, generated or preset when the system is deployed.</summary>
/// <param name="Secret">Never printed.</param>
/// <param name="Generate">The rules to generate it by; null if it is not to be generated.</param>
/// <param name="Default">The preset value; null if there is none. With neither, somebody must state it.</param>
internal sealed record ParameterInput(string Name, bool Secret, GenerateRules? Generate, string? Default, Position At);

/// <summary>How a value is generated. What the manifest leaves out is Aspire's default: all four kinds of characters, no minimum.</summary>
/// <param name="MinLength">In characters.</param>
internal sealed record GenerateRules(
    int MinLength,
    bool Lower = true,
    bool Upper = true,
    bool Numeric = true,
    bool Special = true,
    int MinLower = 0,
    int MinUpper = 0,
    int MinNumeric = 0,
    int MinSpecial = 0)
{
    /// <summary>The longest that may be asked for, each minimum included: enough for any key, and a bound on what is generated.</summary>
    public const int MaxLength = 1024;
}
