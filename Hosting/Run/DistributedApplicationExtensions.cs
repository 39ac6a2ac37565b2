using Hosting.Run.Building;

namespace Aspire.Hosting;

/// <summary>The way in: what an <c>AppHost.cs</c> calls first.</summary>
public static class DistributedApplicationExtensions
{
    extension(DistributedApplication)
    {
        /// <param name="args">The command line, with Aspire's options: <c>--publisher manifest --output-path PATH</c> and so on.</param>
        public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
            new DistributedApplicationBuilder(AppHostOptions.For(args));
    }
}
