namespace Deploy.Tests.TargetTree;

/// <summary>
/// Tests with hosts run in two rows beside one another, of which each waits for most of its time: with more, databases and a broker only
/// make one another slow on a small machine.
/// </summary>
internal static class SiteRows
{
    public const string One = "One row of sites";
    public const string Other = "The other row of sites";
}
