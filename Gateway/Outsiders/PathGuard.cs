namespace Gateway.Outsiders;

/// <summary>
/// Finds paths that two programs could read as two different ones. Kestrel resolves <c>/auth/../health</c> before
/// anybody sees it, one server decodes <c>%2f</c> and another does not, one drops an empty segment and another keeps
/// it. An honest client sends none of these.
/// </summary>
internal static class PathGuard
{
    /// <param name="target">The request target as it was sent: a path with query, or a whole URI (absolute form).</param>
    public static bool IsAmbiguous(ReadOnlySpan<char> target)
    {
        var path = PathOf(target);
        if (path.IsEmpty || path[0] != '/')
        {
            return !path.IsEmpty && !path.SequenceEqual("*");
        }

        for (var rest = path[1..]; !rest.IsEmpty;)
        {
            var end = rest.IndexOf('/');
            var segment = end < 0 ? rest : rest[..end];
            if (IsAmbiguousSegment(segment))
            {
                return true;
            }

            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return false;
    }

    private static ReadOnlySpan<char> PathOf(ReadOnlySpan<char> target)
    {
        if (target.IndexOf('?') is >= 0 and var query)
        {
            target = target[..query];
        }

        if (target.IndexOf("://") is var scheme && (scheme <= 0 || target[0] == '/'))
        {
            return target;
        }

        var afterScheme = target[(scheme + 3)..];
        return afterScheme.IndexOf('/') is >= 0 and var root ? afterScheme[root..] : default;
    }

    private static bool IsAmbiguousSegment(ReadOnlySpan<char> segment)
    {
        var name = 0;
        var dots = 0;
        var inParameters = false;
        for (var n = 0; n < segment.Length; n++)
        {
            int character = segment[n];
            if (character == '%' && (character = PercentDecoder.Decode(segment[n..])) >= 0)
            {
                n += 2;
            }

            if (character < 0 || IsForbidden(character))
            {
                return true;
            }

            // "..;x=1" is ".." to servers that know path parameters, and a name to others.
            inParameters |= character == ';';
            name += inParameters ? 0 : 1;
            dots += inParameters || character != '.' ? 0 : 1;
        }

        return name == 0 || (dots == name && name <= 2);
    }

    private static bool IsForbidden(int character) =>
        character is '/' or '\\' or '#' or < ' ' or 0x7f
        // No byte of UTF-8: an overlong spelling of a dot or a slash, to a decoder that is too kind.
        or 0xc0 or 0xc1 or (>= 0xf5 and <= 0xff) or > 0xff;
}
