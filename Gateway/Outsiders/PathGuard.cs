using System.Text.Unicode;

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
        // A space or a control character anywhere, the query included: where does the target end?
        if (target.ContainsAnyExceptInRange('!', '~'))
        {
            return true;
        }

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

        return !IsUtf8(path);
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
        var root = afterScheme.IndexOf('/') is >= 0 and var slash ? slash : afterScheme.Length;

        // http://user@host/: no path, but what is ambiguous in any case.
        return afterScheme[..root].Contains('@') ? "@" : afterScheme[root..];
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
        character is '/' or '\\' or '#' or < ' ' or 0x7f;

    /// <summary>
    /// Whether what is escaped is UTF-8. If not, Kestrel leaves the escape as it is, and it goes on escaped twice; and an
    /// overlong spelling is a dot or a slash to a decoder that is too kind.
    /// </summary>
    private static bool IsUtf8(ReadOnlySpan<char> path)
    {
        if (!path.Contains('%'))
        {
            return true;
        }

        const int OnStack = 512;
        var bytes = path.Length <= OnStack ? stackalloc byte[OnStack] : new byte[path.Length];
        var length = 0;
        for (var n = 0; n < path.Length; n++)
        {
            bytes[length++] = (byte)(path[n] == '%' ? PercentDecoder.Decode(path[n..]) : path[n]);
            n += path[n] == '%' ? 2 : 0;
        }

        return Utf8.IsValid(bytes[..length]);
    }
}
