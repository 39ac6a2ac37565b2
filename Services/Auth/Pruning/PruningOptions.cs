using System.ComponentModel.DataAnnotations;

namespace Auth.Pruning;

/// <summary>The section <c>Pruning</c>.</summary>
internal sealed class PruningOptions
{
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);
}
