namespace Messaging.Tests.Running;

[CollectionDefinition(Name)]
public sealed class WithServers : ICollectionFixture<Servers>
{
    public const string Name = "messaging";
}
