using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>A queue that this service consumes, and what is in it.</summary>
internal sealed record ConsumedQueue(string Name, ConsumerOptions Options, IQueueContent Content)
{
    public string DeadLetters => DeadLettersOf(Name);

    public static string DeadLettersOf(string queue) => queue + ".dead";

    public static ConsumedQueue Create(
        IServiceProvider provider, string optionsName, Func<ServiceIdentity, string> name, IQueueContent content) => new(
            name(provider.GetRequiredService<ServiceIdentity>()),
            provider.GetRequiredService<IOptionsMonitor<ConsumerOptions>>().Get(optionsName),
            content);
}
