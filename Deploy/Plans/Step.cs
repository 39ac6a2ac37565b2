using System.Text.Json.Serialization;

namespace Deploy.Plans;

/// <summary>What a plan can say. There is no word for losing data.</summary>
internal enum PlanAction
{
    /// <summary>A secret is made and kept by who deploys.</summary>
    MakeSecret,

    /// <summary>Debian packages are installed.</summary>
    Install,

    /// <summary>A file is written that was not there.</summary>
    Create,

    /// <summary>A file is written over one of ours.</summary>
    Change,

    /// <summary>A file that we wrote is taken away.</summary>
    Remove,
    Start,
    Reload,
    Restart,
    Stop,

    /// <summary>A unit is stopped and masked, and its data stays.</summary>
    StopAndKeep,
}

/// <summary>One thing to do.</summary>
/// <param name="Host">Null for what is done where the deploying is.</param>
/// <param name="What">A path, a unit, or names of packages.</param>
/// <param name="Why">For a person.</param>
internal sealed record Step(PlanAction Action, string? Host, string What, string Why)
{
    /// <summary>Four octal digits and the owner, of a file that is written.</summary>
    public string? Mode { get; init; }

    /// <summary>Of a file that is written or taken away: its text before and after, with every secret masked; empty where there is none.</summary>
    [JsonIgnore]
    public (string Before, string After)? Texts { get; init; }

    /// <summary>Unified, with every secret masked; null for what is no file. Put together when it is asked for: a plan for a thousand hosts is long.</summary>
    public string? Diff => Texts is { } texts ? LineDiff.Unified(What, texts.Before, texts.After) : null;
}

/// <summary>All that there is to do, in the order of doing, and the state that is recorded when it is done.</summary>
internal sealed record Plan(IReadOnlyList<Step> Steps, State.RecordedState After)
{
    public bool IsEmpty => Steps.Count == 0;
}
