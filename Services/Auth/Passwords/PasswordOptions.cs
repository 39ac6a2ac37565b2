using System.ComponentModel.DataAnnotations;

namespace Auth.Passwords;

/// <summary>The section <c>Passwords</c>.</summary>
internal sealed class PasswordOptions
{
    /// <summary>
    /// KiB of memory per hash. What is preset is RFC 9106's second recommended option, 64 MiB and three passes, with one lane
    /// for its four, as libsodium has no more; the least is OWASP's floor, 19 MiB and two.
    /// </summary>
    [Range(19 * 1024, PhcString.MaxMemoryKib)]
    public int MemoryKib { get; init; } = 64 * 1024;

    [Range(2, PhcString.MaxPasses)]
    public int Passes { get; init; } = 3;

    /// <summary>
    /// Hashes at a time. Each fills one core for 80 to 120 ms; more than the cores only makes all of them late. Replicas on one
    /// machine share its cores: each may have its part of them.
    /// </summary>
    [Range(1, 256)]
    public int Parallel { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Requests that may wait for their turn; who comes when the places are taken is sent away at once. Preset are about as
    /// many as get it within <see cref="MaxWait"/>: twelve a second of each of <see cref="Parallel"/>.
    /// </summary>
    [Range(1, 100_000)]
    public int? MaxWaiting { get; init; }

    /// <summary>How long a request waits for its turn before it is sent away.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(5);

    internal int Places => MaxWaiting ?? Parallel * Math.Max(1, (int)(12 * MaxWait.TotalSeconds));
}
