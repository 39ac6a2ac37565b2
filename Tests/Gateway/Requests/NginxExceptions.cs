namespace Gateway.Tests.Requests;

/// <summary>Where nginx refuses and we do not: the case, and why that is in order.</summary>
internal static class NginxExceptions
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>
    {
    };
}
