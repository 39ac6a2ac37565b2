using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Deploy.Hosts.Shapes;

namespace Deploy.Hosts.Values;

/// <summary>Durations, sizes, counts and times of day, each with its unit where a reader could doubt it.</summary>
internal static partial class Quantities
{
    public static readonly Scalar<TimeSpan> Duration = new("a duration", "10s", TryParseDuration, () => Patterns.Text(DurationPattern));

    /// <summary>In bytes; the units are powers of 1024, as systemd's are.</summary>
    public static readonly Scalar<long> Size = new("a size", "8G", TryParseSize, () => Patterns.Text(SizePattern));

    public static readonly Scalar<TimeOnly> TimeOfDay = new(
        "a time of day in UTC", "\"03:00\"", TryParseTime, () => Patterns.Text("^([01][0-9]|2[0-3]):[0-5][0-9]$"));

    public static readonly Scalar<bool> Flag = new(
        "true or false", "true", TryParseFlag, () => new JsonObject { ["type"] = "boolean" }, NearestFlag);

    private const string DurationPattern = "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)$";
    private const string SizePattern = "^[1-9][0-9]{0,5}(\\.[0-9]{1,3})?(K|M|G|T)$";

    // Longer than anything here lasts, and far from overflow.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    public static Scalar<int> Count(string what, int example, int least, int most) => new(
        $"{what} from {least} to {most}",
        example.ToString(CultureInfo.InvariantCulture),
        (string text, out int value) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most,
        () => new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most });

    private static bool TryParseDuration(string text, out TimeSpan value)
    {
        value = default;
        if (!DurationForm().IsMatch(text))
        {
            return false;
        }

        var unit = text.AsSpan(text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1);
        var milliseconds = unit switch { "ms" => 1m, "s" => 1_000, "m" => 60_000, "h" => 3_600_000, _ => 86_400_000 };
        var ticks = Number(text, unit.Length) * milliseconds * TimeSpan.TicksPerMillisecond;
        if (ticks > Longest.Ticks)
        {
            return false;
        }

        value = TimeSpan.FromTicks((long)ticks);
        return true;
    }

    private static bool TryParseSize(string text, out long value)
    {
        value = default;
        if (!SizeForm().IsMatch(text))
        {
            return false;
        }

        value = (long)(Number(text, 1) * (1L << (text[^1] switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 40 })));
        return true;
    }

    private static decimal Number(string text, int unit) =>
        decimal.Parse(text.AsSpan(0, text.Length - unit), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static bool TryParseTime(string text, out TimeOnly value) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    private static bool TryParseFlag(string text, out bool value)
    {
        value = text == "true";
        return text is "true" or "false";
    }

    // YAML 1.1's other words for them, which YAML 1.2 takes for text.
    private static string? NearestFlag(string text) => text.ToLowerInvariant() switch
    {
        "yes" or "on" or "y" or "true" => "true",
        "no" or "off" or "n" or "false" => "false",
        _ => null,
    };

    [GeneratedRegex(DurationPattern, RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex DurationForm();

    [GeneratedRegex(SizePattern, RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex SizeForm();
}
