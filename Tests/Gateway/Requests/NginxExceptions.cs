namespace Gateway.Tests.Requests;

/// <summary>Where nginx refuses and we do not: the case, and why that is in order.</summary>
internal static class NginxExceptions
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["length: tabs around it"] = "A tab is white space around a value like any other (RFC 9110, 5.6.3), and none of it reaches the upstream.",
        ["coding: tab before it"] = "The same.",
    };
}
