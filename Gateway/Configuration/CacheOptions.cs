using System.ComponentModel.DataAnnotations;

namespace Gateway.Configuration;

/// <summary>The store of answers that an upstream called public.</summary>
internal sealed class CacheOptions
{
    public bool Enabled { get; init; } = true;

    /// <summary>Of all answers together, in memory.</summary>
    [Range(0L, 1L << 36)]
    public long Bytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>A longer answer is passed on and not stored.</summary>
    [Range(0L, 1L << 30)]
    public long AnswerBytes { get; init; } = 1024 * 1024;
}
