using System.ComponentModel.DataAnnotations;

namespace Auth.Audit;

/// <summary>The section <c>Audit</c>.</summary>
internal sealed class AuditOptions
{
    /// <summary>How long an event is kept: a year, and time to look at it.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(400);
}
