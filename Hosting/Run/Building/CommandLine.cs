using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace Hosting.Run.Building;

/// <summary>Aspire's command-line options and the configuration keys behind them.</summary>
internal static class CommandLine
{
    internal const string OutputPath = "Publishing:OutputPath";
    internal const string ContainerRuntime = "DcpPublisher:ContainerRuntime";
    internal const string RandomizePorts = "DcpPublisher:RandomizePorts";

    private const string Operation = "AppHost:Operation";
    private const string Publisher = "Publishing:Publisher";
    private const string Step = "Pipeline:Step";

    internal static readonly Dictionary<string, string> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--operation"] = Operation,
        ["--publisher"] = Publisher,
        ["--output-path"] = OutputPath,
        ["--step"] = Step,
        ["--container-runtime"] = ContainerRuntime,
    };

    /// <summary><c>--publisher manifest</c>, or its newer form <c>--operation publish --step publish-manifest</c>, publishes; nothing runs.</summary>
    internal static DistributedApplicationOperation OperationOf(IConfiguration configuration)
    {
        var (publisher, operation, step) = (configuration[Publisher], configuration[Operation], configuration[Step]);
        if (publisher is null && string.Equals(operation ?? "run", "run", StringComparison.OrdinalIgnoreCase))
        {
            return DistributedApplicationOperation.Run;
        }

        var asksForManifest = publisher is not null
            ? string.Equals(publisher, "manifest", StringComparison.OrdinalIgnoreCase)
            : string.Equals(operation, "publish", StringComparison.OrdinalIgnoreCase) && step is "publish-manifest";
        return asksForManifest ? DistributedApplicationOperation.Publish : throw new DistributedApplicationException(
            $"This app host runs, or publishes its manifest with `--publisher manifest --output-path PATH`. " +
            $"It was asked for operation '{operation}', publisher '{publisher}', step '{step}'.");
    }
}
