using Deploy.Composition;
using Deploy.Rendering;
using Deploy.State;

namespace Deploy.Plans;

/// <summary>What there is to do on one host.</summary>
internal sealed class HostDifference
{
    private static readonly RecordedHost Nothing = new(new Dictionary<string, RecordedFile>(), new Dictionary<string, RecordedUnit>(), []);

    private readonly ComposedSystem _system;
    private readonly ComposedHost _host;
    private readonly int _order;
    private readonly RecordedHost _before;
    private readonly RecordedHost _after;
    private readonly IReadOnlyList<string> _changedSecrets;
    private readonly Dictionary<string, HostUnit> _units;

    /// <param name="order">Of the host in hosts.yaml.</param>
    /// <param name="before">What the host was given; null if nothing.</param>
    /// <param name="changedSecrets">Those of the deployment that are other ones than were recorded.</param>
    public HostDifference(ComposedSystem system, ComposedHost host, int order, RecordedHost? before, RecordedHost after, IReadOnlyList<string> changedSecrets)
    {
        (_system, _host, _order, _before, _after, _changedSecrets) = (system, host, order, before ?? Nothing, after, changedSecrets);
        _units = host.Units.ToDictionary(unit => unit.Name, StringComparer.Ordinal);
    }

    /// <summary>Packages, files, then what becomes of the units that read them.</summary>
    public IReadOnlyList<OrderedStep> Doing
    {
        get
        {
            var steps = new List<OrderedStep>();
            var pinned = new HashSet<string>(StringComparer.Ordinal);
            var touched = new Dictionary<string, (EffectKind Kind, List<string> Because)>(StringComparer.Ordinal);
            foreach (var file in _host.Files)
            {
                if (Write(file) is not { } step)
                {
                    continue;
                }

                steps.Add(file.Stage is { } stage ? new OrderedStep(step, stage, 0, _order) : Ordered(step, file.Effect.Unit));
                pinned.UnionWith(step.Action is PlanAction.Change ? file.Pins : []);
                if (file.Effect.Kind is not EffectKind.Nothing)
                {
                    var (kind, because) = touched.GetValueOrDefault(file.Effect.Unit, (EffectKind.Nothing, []));
                    because.Add(file.Path);
                    touched[file.Effect.Unit] = (file.Effect.Kind > kind ? file.Effect.Kind : kind, because);
                }
            }

            var missing = _host.Packages.Except(_before.Packages).ToList();
            Install(missing, "Something on this host needs it.");
            Install([.. _host.Packages.Intersect(pinned).Except(missing)], "Another version is pinned.");
            foreach (var unit in _host.Units)
            {
                if (!_before.Units.ContainsKey(unit.Name))
                {
                    steps.Add(Ordered(new Step(PlanAction.Start, _host.Name, unit.Name, WhyHere(unit)), unit.Name));
                }
                else if (touched.TryGetValue(unit.Name, out var effect))
                {
                    var action = effect.Kind is EffectKind.Reload && !unit.Packages.Intersect(pinned).Any() ? PlanAction.Reload : PlanAction.Restart;
                    steps.Add(Ordered(new Step(action, _host.Name, unit.Name, $"It reads {Listed(effect.Because)}."), unit.Name));
                }
                else if (unit.Packages.Intersect(pinned).ToList() is { Count: > 0 } packages)
                {
                    steps.Add(Ordered(new Step(PlanAction.Restart, _host.Name, unit.Name, $"It runs {Listed(packages)}, of which another version is pinned."), unit.Name));
                }
            }

            return steps;

            void Install(IReadOnlyList<string> packages, string why)
            {
                if (packages.Count > 0)
                {
                    steps.Add(new OrderedStep(new Step(PlanAction.Install, _host.Name, string.Join(' ', packages), why), Stage.Packages, 0, _order));
                }
            }
        }
    }

    /// <summary>Units that are no longer wanted. Those with data are masked, and the data stays.</summary>
    public IEnumerable<OrderedStep> Stops => _before.Units.Where(unit => !_units.ContainsKey(unit.Key)).OrderBy(unit => unit.Key, StringComparer.Ordinal)
        .Select(unit => new OrderedStep(
            unit.Value.Data is null
                ? new Step(PlanAction.Stop, _host.Name, unit.Key, WhyGone(unit.Value))
                : new Step(PlanAction.StopAndKeep, _host.Name, unit.Key, $"{WhyGone(unit.Value)} Its data stays in {unit.Value.Data}."),
            Stage.Workloads,
            RankOf(unit.Value.Instance),
            _order));

    /// <summary>Files of ours that nothing reads any more; never data.</summary>
    public IEnumerable<Step> Removals => _before.Files.Where(file => !_after.Files.ContainsKey(file.Key)).OrderBy(file => file.Key, StringComparer.Ordinal)
        .Select(file => new Step(PlanAction.Remove, _host.Name, file.Key, "Nothing on this host reads it any more.") { Texts = (file.Value.Text, "") });

    private Step? Write(HostFile file)
    {
        var now = _after.Files[file.Path];
        var mode = $"{now.Mode} {now.Owner}";
        if (!_before.Files.TryGetValue(file.Path, out var old))
        {
            return new Step(PlanAction.Create, _host.Name, file.Path, file.Effect.Unit.Length > 0 ? $"{file.Effect.Unit} reads it." : "Something on this host needs it.")
            {
                Mode = mode,
                Texts = ("", now.Text),
            };
        }

        if (old == now)
        {
            return null;
        }

        var secrets = _changedSecrets.Where(name => Holds(file, name)).ToList();
        string?[] reasons =
        [
            old.Text != now.Text ? "Its text is another one." : null,
            secrets.Count > 0 ? $"It holds {Listed(secrets)}, which {(secrets.Count == 1 ? "is another one" : "are others")}."
                : old.Text == now.Text && old.Digest != now.Digest ? "A secret in it is another one." : null,
            (old.Mode, old.Owner) != (now.Mode, now.Owner) ? $"Its mode and owner were {old.Mode} {old.Owner}." : null,
        ];
        return new Step(PlanAction.Change, _host.Name, file.Path, string.Join(' ', reasons.OfType<string>())) { Mode = mode, Texts = (old.Text, now.Text) };
    }

    /// <summary>Whether a file holds a secret, as it is or percent-encoded.</summary>
    private bool Holds(HostFile file, string name)
    {
        var value = _system.Secrets.Used[name].Reveal();
        return file.Content.Secrets.Any(secret => secret.Reveal() is var held && (held == value || held == Uri.EscapeDataString(value)));
    }

    private OrderedStep Ordered(Step step, string unit) => _units.TryGetValue(unit, out var found)
        ? new OrderedStep(step, found.Stage, RankOf(found.Instance.Name), _order)
        : new OrderedStep(step, Stage.Host, 0, _order);

    /// <summary>A part of a resource, such as its health, ranks with it; what is no resource's comes first.</summary>
    private int RankOf(string instance) => _system.Ranks.TryGetValue(instance, out var rank) ? rank
        : instance.LastIndexOf('_') is > 0 and var end ? RankOf(instance[..end])
        : -1;

    /// <summary>A part of a resource has an underscore after its name.</summary>
    private static string ResourceOf(string instance) => instance.Split('_')[0];

    private string WhyHere(HostUnit unit) => _system.Placed.Find(ResourceOf(unit.Instance.Name)) is { } resource
        && resource.Hosts.Contains(_host.Name)
        ? resource.Because(_host.Name)
        : unit.Instance.Name switch
        {
            "_edge" => $"edge.on names {_host.Name}.",
            "_dashboard" => $"telemetry.on names {_host.Name}.",
            "_haproxy" => $"What runs on {_host.Name} reads from replicas.",
            "_firewall" => "Every host shuts what nothing needs.",
            _ => "Something on this host needs it.",
        };

    private string WhyGone(RecordedUnit unit) => _system.Placed.Find(ResourceOf(unit.Instance)) is not null
        ? $"Nothing places it on {_host.Name} any more."
        : "Nothing asks for it any more.";

    private static string Listed(IReadOnlyList<string> names)
    {
        const int shown = 5;
        return string.Join(", ", names.Take(shown)) + (names.Count > shown ? $" and {names.Count - shown} more" : "");
    }
}
