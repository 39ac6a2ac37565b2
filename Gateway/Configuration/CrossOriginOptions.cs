namespace Gateway.Configuration;

/// <summary>Which web pages of other origins may read our answers. None: none may.</summary>
internal sealed class CrossOriginOptions
{
    /// <summary>Such as <c>https://shop.example.no</c>: scheme, host and port, no path, no <c>*</c>.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>How long a browser remembers the answer to a preflight.</summary>
    public TimeSpan PreflightMaxAge { get; init; } = TimeSpan.FromMinutes(10);
}
