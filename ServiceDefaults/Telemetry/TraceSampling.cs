using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// Chooses how many traces are recorded, by OpenTelemetry's own names OTEL_TRACES_SAMPLER and OTEL_TRACES_SAMPLER_ARG,
/// with two differences from the SDK. The choice applies to the start of a trace only and every later span follows its
/// parent: Aspire's app host sets <c>always_on</c>, under which the SQL of a health check, whose request is filtered
/// out, would be exported without a parent. And a value that does not exist stops the start instead of being ignored.
/// </summary>
internal static class TraceSampling
{
    private const string NameKey = "OTEL_TRACES_SAMPLER";
    private const string ArgumentKey = "OTEL_TRACES_SAMPLER_ARG";

    public static Sampler From(IConfiguration configuration) => new ParentBasedSampler(Root(configuration));

    private static Sampler Root(IConfiguration configuration) => configuration[NameKey] switch
    {
        null or "" or "always_on" or "parentbased_always_on" => new AlwaysOnSampler(),
        "always_off" or "parentbased_always_off" => new AlwaysOffSampler(),
        "traceidratio" or "parentbased_traceidratio" => new TraceIdRatioBasedSampler(Ratio(configuration[ArgumentKey])),
        var unknown => throw new InvalidOperationException(
            $"{NameKey} is '{unknown}'; known are always_on, always_off and traceidratio, " +
            "each also with the prefix parentbased_."),
    };

    private static double Ratio(string? argument) =>
        string.IsNullOrEmpty(argument) ? 1
        : double.TryParse(argument, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio)
            && ratio is >= 0 and <= 1 ? ratio
        : throw new InvalidOperationException($"{ArgumentKey} is '{argument}'; it must be a number from 0 to 1.");
}
