using Deploy.Rendering;

namespace Deploy.Recipes.Sources;

/// <summary>
/// Where packages come from, and that what they bring does not start by itself: it runs under units of ours, as users of ours. The key of a
/// source is put at <see cref="KeyFile"/> by who applies this, after its fingerprint was compared.
/// </summary>
internal static class SourcesRecipe
{
    private static readonly string[] DistributionUnits =
    [
        "epmd.service", "epmd.socket", "haproxy.service", "mongod.service", "mysql.service", "nginx.service", "postgresql.service",
        "postgresql@.service", "rabbitmq-server.service",
    ];

    public static string KeyFile(PackageSource source) => $"/etc/apt/keyrings/deploy-{source.Recipe}.asc";

    public static Rendered Render(SourcesInput input)
    {
        var refusals = input.Sources.Where(source => source.Packages.Count == 0 || source.Components.Count == 0).Select(source => new Refusal(
            source.Recipe, $"Nothing is taken from {source.Uri}.", "Name its components, and a recipe that has packages.")).ToList();
        return refusals.Count > 0
            ? Rendered.Refuse(refusals)
            : new([.. input.Sources.SelectMany(Files).Concat(DistributionUnits.Select(Asleep)).Select(file => file with { Stage = Stage.Sources })], [], []);
    }

    private static IEnumerable<HostFile> Files(PackageSource source) =>
    [
        new($"/etc/apt/sources.list.d/deploy-{source.Recipe}.sources", $"""
            # The key's fingerprint is {source.Fingerprint}.
            Types: deb
            URIs: {source.Uri}
            Suites: {source.Suite}
            Components: {string.Join(' ', source.Components)}
            Signed-By: {KeyFile(source)}

            """),
        new($"/etc/apt/preferences.d/deploy-{source.Recipe}", $"""
            # One version of these; of the rest of that source only what Debian does not have.
            Package: {string.Join(' ', source.Packages)}
            Pin: version {source.Version}
            Pin-Priority: 1001

            Package: *
            Pin: origin "{new Uri(source.Uri).Host}"
            Pin-Priority: 100

            """) { Pins = source.Packages },
    ];

    // Not masked: that is a link, which a package and a person take away more easily than they notice. The condition is on the file itself,
    // so it holds from the first, before any other file is there, and ends with the file.
    private static HostFile Asleep(string unit)
    {
        var path = $"/etc/systemd/system/{unit}.d/90-deploy.conf";
        return new(path, $"""
            # On a deployed host this program runs under units of the deployment. The distribution's own does not start: not when its
            # package is installed, and not with the host.
            [Unit]
            ConditionPathExists=!{path}

            """);
    }
}
