using Deploy.Hosts.Blocks;
using Deploy.Hosts.Rules;
using Deploy.Hosts.Shapes;
using Deploy.Manifest;

namespace Deploy.Hosts.Templates;

/// <summary>
/// Writes the first hosts.yaml for a manifest: complete, so that a person fills in blanks and looks nothing up. What it writes has
/// no fault but the blanks.
/// </summary>
internal sealed class HostsTemplate
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    private readonly TemplateText _text = new();
    private readonly ManifestDocument _manifest;
    private readonly string[] _hosts;

    private HostsTemplate(ManifestDocument manifest, IEnumerable<string> hosts)
    {
        _manifest = manifest;
        _hosts = [.. hosts];
    }

    /// <param name="manifest">What is to be deployed.</param>
    /// <param name="deployment">Its name; null to leave it blank.</param>
    /// <param name="hosts">The hosts' names, at least one. Projects are placed on all, databases with their primary on the first.</param>
    public static string Write(ManifestDocument manifest, string? deployment, IEnumerable<string> hosts)
    {
        var template = new HostsTemplate(manifest, hosts);
        template.WriteTop(deployment);
        template.WriteHosts();
        template.WriteTreatment();
        template.WriteResources();
        template.WriteParameters();
        template.WriteRest();
        return template._text.ToString();
    }

    private void WriteTop(string? deployment) => _text
        .Line("# yaml-language-server: $schema=hosts.schema.json")
        .Line($"# Where {Path.GetFileName(_manifest.File)} runs, and how. Fill in what is blank. \"#key: value\" shows an example of what can be stated too.")
        .Line()
        .Key(0, Top("deployment"), deployment)
        .Key(0, Top("suite"), null)
        .Line();

    private void WriteHosts()
    {
        _text.Line("hosts:");
        foreach (var host in _hosts)
        {
            _text.Line($"  {host}:").Block(4, HostBlock.Shape.Keys, Nothing);
        }

        _text.Line().Key(0, Top("wireguard"), null).Line();
    }

    private void WriteTreatment()
    {
        _text.Line("# What holds for every resource that does not say otherwise.")
            .Line("defaults:")
            .Block(2, DefaultsBlock.Shape.Keys, new Dictionary<string, string> { ["health"] = "/health", ["drain"] = "10s" });
        if (_manifest.Workloads.Where(Outside.IsExternal).ToList() is [var first, ..] external)
        {
            var given = new Dictionary<string, string> { ["on"] = $"[{_hosts[0]}]" };
            if (external.Count > 1)
            {
                given["resource"] = first.Name;
            }

            _text.Line().Line("# The way in from outside: nginx with TLS.").Line("edge:").Block(2, EdgeBlock.Shape.Keys, given);
        }
    }

    private void WriteResources()
    {
        _text.Line().Line("# Each project and container of the manifest. What keeps data never moves by itself.").Line("resources:");
        foreach (var workload in _manifest.Workloads.Where(DefaultPlaces.Runs))
        {
            var kind = WorkloadKinds.Of(workload);
            var what = workload is ContainerResource { Image: { } image } ? $"{workload.Type}, {image.Text}" : workload.Type;
            _text.Line($"  # {what}").Line($"  {workload.Name}:").Block(4, ResourceBlock.Shape.Keys, Given(workload, kind), WorkloadKinds.Keys(kind), Examples(workload));
        }
    }

    private Dictionary<string, string> Given(Workload workload, WorkloadKind kind)
    {
        var given = new Dictionary<string, string>();
        switch (kind)
        {
            case WorkloadKind.Project:
                given["on"] = $"[{string.Join(", ", _hosts)}]";
                if (Health(workload) is { } health)
                {
                    given["health"] = health;
                }

                break;
            case WorkloadKind.Database:
                given["primary"] = _hosts[0];
                if (_hosts.Length > 1)
                {
                    given["replicas"] = $"[{string.Join(", ", _hosts.Skip(1))}]";
                }

                break;
            case WorkloadKind.Broker:
                given["members"] = $"[{string.Join(", ", _hosts.Take(_hosts.Length >= 3 ? 3 : 1))}]";
                break;
            case WorkloadKind.Documents:
            case WorkloadKind.Container:
                given["on"] = $"[{_hosts[0]}]";
                break;
        }

        return given;
    }

    private Dictionary<string, string> Examples(Workload workload)
    {
        var examples = new Dictionary<string, string>();
        if (ConnectionNames.Leading(_manifest, workload.Name) is [.., var last])
        {
            examples["reads"] = last;
        }

        if (WorkloadKinds.SourceOf(WorkloadKinds.Of(workload)) is { } engine)
        {
            examples["engine"] = engine;
        }

        return examples;
    }

    // A binding of that name was made for it. Where there is no http at all, nothing can be asked.
    private static string? Health(Workload workload) =>
        workload.Bindings.ContainsKey("health") ? "{ path: /health, binding: health }"
        : workload.Bindings.ContainsKey(Outside.DefaultBinding) ? null
        : "none";

    private void WriteParameters()
    {
        var inputs = Parameters.Inputs(_manifest).ToList();
        if (inputs.Count == 0)
        {
            return;
        }

        _text.Line();
        foreach (var (key, input) in inputs.Where(each => each.Input.Secret))
        {
            _text.Line($"# {key} is secret: {(input.Generate is null ? "needs" : "generated, or by")} deploy secrets set {key}");
        }

        var stated = inputs.Where(each => !each.Input.Secret).ToList();
        if (stated.Count == 0)
        {
            return;
        }

        _text.Line(stated.Any(each => Parameters.MustBeStated(each.Input)) ? "parameters:" : "#parameters:");
        foreach (var (key, input) in stated)
        {
            _text.Line(Parameters.MustBeStated(input) ? $"  {key}:" : $"  #{key}:  # The manifest has a default for it.");
        }
    }

    private void WriteRest()
    {
        var outside = _manifest.Workloads.FirstOrDefault(Outside.IsExternal)?.Name ?? "gateway";
        _text.Line()
            .Line("telemetry:")
            .Block(2, TelemetryBlock.Shape.Keys, new Dictionary<string, string> { ["on"] = _hosts[^1] })
            .Line()
            .Key(0, Top("sites"), null)
            .Key(0, Top("budgets"), null, $"{{ {outside}: 150ms }}")
            .Key(0, Top("admin"), null);
        WriteSources();
    }

    private void WriteSources()
    {
        var recipes = _manifest.Workloads.Select(workload => WorkloadKinds.SourceOf(WorkloadKinds.Of(workload))).OfType<string>().Distinct().ToList();
        _text.Key(0, Top("sources"), recipes.Count == 0 ? null : "");
        foreach (var recipe in recipes)
        {
            _text.Line($"  {recipe}:").Block(4, SourceBlock.Shape.Keys, Nothing);
        }
    }

    private static Key Top(string name) => HostsShape.File.Keys.First(key => key.Name == name);
}
