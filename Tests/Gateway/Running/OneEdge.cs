namespace Gateway.Tests.Running;

[CollectionDefinition(Name)]
public sealed class OneEdge : ICollectionFixture<Edge>
{
    public const string Name = "edge";
}
