using Microsoft.AspNetCore.Routing.Patterns;

namespace Gateway.Configuration;

internal static class RouteFaults
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <param name="path">The route's configuration path, which starts every fault.</param>
    public static IEnumerable<string> Of(string path, GatewayRoute route)
    {
        if (string.IsNullOrWhiteSpace(route.Service) || Uri.CheckHostName(route.Service) != UriHostNameType.Dns)
        {
            yield return $"{path}:Service: '{route.Service}' is not the name of a service.";
        }

        if (route.Paths.Count == 0)
        {
            yield return $"{path}:Paths: a route needs at least one path.";
        }

        for (var n = 0; n < route.Paths.Count; n++)
        {
            if (OfTemplate(route.Paths[n]) is { } fault)
            {
                yield return $"{path}:Paths:{n}: '{route.Paths[n]}' {fault}";
            }
        }

        for (var n = 0; n < route.Methods.Count; n++)
        {
            if (!route.Methods[n].All(char.IsAsciiLetterUpper) || route.Methods[n] is "" or "TRACE" or "TRACK" or "CONNECT")
            {
                yield return $"{path}:Methods:{n}: '{route.Methods[n]}' is no method that the gateway lets through.";
            }
        }

        if (route is { Anonymous: true, Role: not null })
        {
            yield return $"{path}:Role: nobody who is anonymous has the role '{route.Role}'.";
        }

        if (route.Timeout is { } timeout && (timeout <= TimeSpan.Zero || timeout > Longest))
        {
            yield return $"{path}:Timeout: {timeout} is not between 0 and a day.";
        }

        if (route.ActivityTimeout is { } silence && (silence <= TimeSpan.Zero || silence > Longest))
        {
            yield return $"{path}:ActivityTimeout: {silence} is not between 0 and a day.";
        }
    }

    private static string? OfTemplate(string template)
    {
        if (!template.StartsWith('/'))
        {
            return "does not start with a slash.";
        }

        try
        {
            RoutePatternFactory.Parse(template);
            return null;
        }
        catch (RoutePatternException malformed)
        {
            return $"is no path template: {malformed.Message}";
        }
    }
}
