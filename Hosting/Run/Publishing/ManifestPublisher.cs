using Aspire.Hosting;
using Aspire.Hosting.Publishing;
using Hosting.Run.Building;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hosting.Run.Publishing;

/// <summary>Writes the manifest and ends the app host.</summary>
internal sealed class ManifestPublisher(
    DistributedApplicationExecutionContext context,
    DistributedApplicationModel model,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    ILogger<DistributedApplication> logger) : IHostedService
{
    private const string FileName = "aspire-manifest.json";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(configuration[CommandLine.OutputPath] ?? throw new DistributedApplicationException(
            "Say where to write the manifest: --output-path PATH."));
        if (Directory.Exists(path) || !Path.HasExtension(path))
        {
            path = Path.Combine(path, FileName);
        }

        var directory = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(directory);

        // Written beside and moved: a fault leaves the manifest of before.
        var draft = path + ".draft";
        try
        {
            await using (var file = File.Create(draft))
            {
                await ManifestWriter.WriteAsync(context, model, file, directory, cancellationToken);
            }

            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }

        logger.LogInformation("Published manifest to: {Path}", path);
        lifetime.StopApplication();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
