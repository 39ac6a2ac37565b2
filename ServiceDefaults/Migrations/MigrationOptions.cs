using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults.Migrations;

/// <summary>The section <c>Migrations</c>.</summary>
internal sealed class MigrationOptions
{
    /// <summary>How long a replica waits while another one migrates. The start fails when it is over.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
