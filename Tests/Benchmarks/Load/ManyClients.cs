namespace Benchmarks.Load;

internal static class ManyClients
{
    /// <summary>Of a network that is kept for benchmarks (RFC 2544, 198.18.0.0/15).</summary>
    public static string Address(int number) => $"198.{18 + (number >> 16 & 1)}.{number >> 8 & 255}.{number & 255}";
}
