namespace Deploy.Placement;

/// <summary>An image's name, taken apart: <c>docker.io/library/mysql:9.7</c> is mysql, 9.7.</summary>
/// <param name="Name">The last word of its path.</param>
/// <param name="Tag">Empty where there is none.</param>
/// <param name="Digest">Such as sha256:…; null where it is not pinned.</param>
internal sealed record ImageName(string Name, string Tag, string? Digest)
{
    /// <summary>The numbers that the tag begins with: 4.3 of 4.3-management; empty where it begins with none.</summary>
    public string Version => string.Concat(Tag.TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.')).TrimEnd('.');

    public static ImageName Of(string text)
    {
        var digest = text.IndexOf('@');
        var named = digest < 0 ? text : text[..digest];
        var last = named[(named.LastIndexOf('/') + 1)..];
        var colon = last.IndexOf(':');
        return new ImageName(colon < 0 ? last : last[..colon], colon < 0 ? "" : last[(colon + 1)..], digest < 0 ? null : text[(digest + 1)..]);
    }

    /// <summary>-1, 0 or 1, as the first is older than, the same as or newer than the second; missing numbers count 0.</summary>
    public static int Compare(string one, string other)
    {
        var (left, right) = (Numbers(one), Numbers(other));
        for (var index = 0; index < Math.Max(left.Length, right.Length); index++)
        {
            var order = left.ElementAtOrDefault(index).CompareTo(right.ElementAtOrDefault(index));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    public static string Major(string version) => version.Split('.')[0];

    private static int[] Numbers(string version) =>
        [.. version.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(each => int.TryParse(each, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue)];
}
