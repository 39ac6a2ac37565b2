using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Messaging;

/// <summary>What the service is called among the others.</summary>
internal sealed class ServiceIdentity(IOptions<MessagingOptions> options, IHostEnvironment environment)
{
    public string Name { get; } = options.Value.Name ?? environment.ApplicationName.ToLowerInvariant();

    /// <summary>CloudEvents' <c>source</c>.</summary>
    public string Source => "/" + Name;

    public string EventsQueue => Name + ".events";
}
