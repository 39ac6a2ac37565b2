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
    private readonly RecordedState _was;
    private readonly RecordedState _is;
    private readonly Dictionary<string, HostUnit> _units;

    /// <param name="order">Of the host in hosts.yaml.</param>
    /// <param name="before">What the host was given; null if nothing.</param>
    public HostDifference(ComposedSystem system, ComposedHost host, int order, RecordedHost? before, RecordedState after, RecordedState was)
    {
        (_system, _host, _order, _before, _after, _was, _is) = (system, host, order, before ?? Nothing, after.Hosts[host.Name], was, after);
        _units = host.Units.ToDictionary(unit => unit.Name, StringComparer.Ordinal);
    }

    public IEnumerable<Step> Installs
    {
        get
        {
            var missing = _host.Packages.Except(_before.Packages).ToList();
            return missing.Count == 0 ? [] : [new Step(PlanAction.Install, _host.Name, string.Join(' ', missing), "Something on this host needs it.")];
        }
    }

    /// <summary>Files, then what becomes of the units that read them.</summary>
    public IReadOnlyList<OrderedStep> Doing
    {
        get
        {
            var steps = new List<OrderedStep>();
            var touched = new Dictionary<string, (EffectKind Kind, List<string> Because)>(StringComparer.Ordinal);
            foreach (var file in _host.Files)
            {
                if (Write(file) is not { } step)
                {
                    continue;
                }

                steps.Add(Ordered(step, file.Effect.Unit));
                if (file.Effect.Kind is not EffectKind.Nothing)
                {
                    var (kind, because) = touched.GetValueOrDefault(file.Effect.Unit, (EffectKind.Nothing, []));
                    because.Add(file.Path);
                    touched[file.Effect.Unit] = (file.Effect.Kind > kind ? file.Effect.Kind : kind, because);
                }
            }

            foreach (var unit in _host.Units)
            {
                if (!_before.Units.ContainsKey(unit.Name))
                {
                    steps.Add(Ordered(new Step(PlanAction.Start, _host.Name, unit.Name, WhyHere(unit)), unit.Name));
                }
                else if (touched.TryGetValue(unit.Name, out var effect))
                {
                    var action = effect.Kind is EffectKind.Reload ? PlanAction.Reload : PlanAction.Restart;
                    steps.Add(Ordered(new Step(action, _host.Name, unit.Name, $"It reads {Listed(effect.Because)}."), unit.Name));
                }
            }

            return steps;
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
        .Select(file => new Step(PlanAction.Remove, _host.Name, file.Key, "Nothing on this host reads it any more.") { Diff = LineDiff.Unified(file.Key, file.Value.Text, "") });

    private Step? Write(HostFile file)
    {
        var now = _after.Files[file.Path];
        var mode = $"{now.Mode} {now.Owner}";
        if (!_before.Files.TryGetValue(file.Path, out var old))
        {
            return new Step(PlanAction.Create, _host.Name, file.Path, file.Effect.Unit.Length > 0 ? $"{file.Effect.Unit} reads it." : "Every host with this needs it.")
            {
                Mode = mode,
                Diff = LineDiff.Unified(file.Path, "", now.Text),
            };
        }

        if (old == now)
        {
            return null;
        }

        var why = old.Text != now.Text ? "Its text is another one." : old.Digest != now.Digest ? $"A secret in it is another one{Changed()}." : $"Its mode or owner was {old.Mode} {old.Owner}.";
        return new Step(PlanAction.Change, _host.Name, file.Path, why) { Mode = mode, Diff = LineDiff.Unified(file.Path, old.Text, now.Text) };
    }

    /// <summary>Which secrets of the deployment are other ones, as far as they are known to both.</summary>
    private string Changed()
    {
        var names = _is.Secrets.Where(secret => _was.Secrets.TryGetValue(secret.Key, out var before) && before != secret.Value).Select(secret => secret.Key).Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? "" : $"; changed are {Listed(names)}";
    }

    private OrderedStep Ordered(Step step, string unit) => _units.TryGetValue(unit, out var found)
        ? new OrderedStep(step, found.Stage, RankOf(found.Instance.Name), _order)
        : new OrderedStep(step, Stage.Host, 0, _order);

    /// <summary>A part of a resource, such as its health, ranks with it; what is no resource's comes first.</summary>
    private int RankOf(string instance) => _system.Ranks.TryGetValue(instance, out var rank) ? rank
        : instance.LastIndexOf('_') is > 0 and var end ? RankOf(instance[..end])
        : -1;

    private string WhyHere(HostUnit unit) => _system.Placed.Find(unit.Instance.Name.Split('_')[0]) is { } resource
        ? $"{resource.Because} places it on {_host.Name}."
        : "It is new on this host.";

    private string WhyGone(RecordedUnit unit) => _system.Placed.Find(unit.Instance.Split('_')[0]) is { } resource
        ? $"{resource.Because} no longer places it on {_host.Name}."
        : "Nothing asks for it any more.";

    private static string Listed(IReadOnlyList<string> names)
    {
        const int shown = 5;
        return string.Join(", ", names.Take(shown)) + (names.Count > shown ? $" and {names.Count - shown} more" : "");
    }
}
