namespace Application.Tests.Running;

/// <summary>One start of the application for all tests that do not change it. They run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class OneApplication : ICollectionFixture<RunningApplication>
{
    public const string Name = "application";
}
