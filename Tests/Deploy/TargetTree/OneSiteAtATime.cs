namespace Deploy.Tests.TargetTree;

/// <summary>Tests with hosts run one after another: two databases and a broker at once only make each slow on a small machine.</summary>
[CollectionDefinition(Name)]
public sealed class OneSiteAtATime
{
    public const string Name = "One site at a time";
}
