using Deploy.Composition;
using Deploy.Rendering;
using Deploy.State;

namespace Deploy.Plans;

/// <summary>The difference between what the hosts were given and what they are to have, as steps in the order of doing.</summary>
internal static class Planner
{
    /// <param name="key">Of the digests: it tells whether a secret in a file is another one.</param>
    public static Plan Of(ComposedSystem system, RecordedState before, ReadOnlyMemory<byte> key)
    {
        var after = Recording.Of(system, before, key);
        var steps = new List<Step>();
        steps.AddRange(system.Secrets.Made.Keys.Select(name => new Step(PlanAction.MakeSecret, null, name, "Nothing keeps it yet, and it may be made.")));

        var changed = after.Secrets.Where(secret => before.Secrets.TryGetValue(secret.Key, out var digest) && digest != secret.Value).Select(secret => secret.Key).ToList();
        var hosts = system.Hosts.Select((host, order) => new HostDifference(
            system, host, order, before.Hosts.GetValueOrDefault(host.Name), after.Hosts[host.Name], changed)).ToList();
        steps.AddRange(hosts.SelectMany(host => host.Doing).OrderBy(each => each.Stage).ThenBy(each => each.Rank).ThenBy(each => each.Host).Select(each => each.Step));

        // What took the place of something is there now.
        steps.AddRange(hosts.SelectMany(host => host.Stops).OrderByDescending(each => each.Rank).ThenBy(each => each.Host).Select(each => each.Step));
        steps.AddRange(hosts.SelectMany(host => host.Removals));
        return new Plan(steps, after);
    }
}

/// <summary>A step with what it is ordered by: the stage of its unit, then what is referred to before who refers, then host by host.</summary>
internal sealed record OrderedStep(Step Step, Stage Stage, int Rank, int Host);
