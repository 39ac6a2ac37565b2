using System.Text;
using Deploy.Commands.Plans;
using Deploy.Commands.Reports;
using Deploy.Commands.Systems;
using Deploy.Plans;
using Deploy.Secrets;
using Deploy.State;

namespace Deploy.Tests.Plans;

/// <summary>
/// Each folder of Cases/plan is a manifest, a hosts.yaml, perhaps a recorded state and the secrets that are kept (a name, and a value
/// where it is not the usual one, in each line). expected/ is all that comes of it: the plan in its three formats, the state that is
/// then recorded, and every file of every host with its mode and owner.
/// </summary>
public sealed class PlanCases
{
    public static TheoryData<string> Cases => Golden.Names("plan");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Planning_gives_all_of_it(string name)
    {
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var loaded = Load(name);
        var report = PlanReport.Of(loaded, strictLatency: false);
        expected["plan.json"] = Written(output => JsonReport.Write(output, report));
        expected["plan.md"] = Written(output => PlanText.WriteMarkdown(output, report));
        expected["plan.txt"] = Written(output => PlanText.WriteTables(output, report));
        if (loaded.System is { } system)
        {
            expected["state.json"] = Encoding.UTF8.GetString(StateFile.Write(Recording.Of(system, loaded.State, loaded.Key)));
            foreach (var host in system.Hosts)
            {
                expected[$"{host.Name}.txt"] = string.Concat(host.Files.Select(file => $"=== {file.Path} 0{Convert.ToString((int)file.Mode, 8)} {file.Owner}:{file.Group}\n{file.Content.Reveal()}\n"));
            }
        }

        Golden.ExpectFolder(Golden.PathOf("plan", name, "expected"), expected);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Planning_again_what_is_recorded_leaves_nothing_to_do(string name)
    {
        var loaded = Load(name);
        if (loaded.System is null)
        {
            return;
        }

        var recorded = StateFile.Write(Recording.Of(loaded.System, loaded.State, loaded.Key));
        var again = Load(name, recorded, loaded.System.Secrets.Used);

        Assert.Empty(again.Faults.All);
        Assert.Empty(Planner.Of(again.System!, again.State, again.Key).Steps);
        Assert.Equal(recorded, StateFile.Write(Recording.Of(again.System!, again.State, again.Key)));
    }

    private static LoadedSystem Load(string name, byte[]? state = null, IReadOnlyDictionary<string, Secret>? kept = null)
    {
        string PathOf(string file) => Golden.PathOf("plan", name, file);
        var stated = File.Exists(PathOf("secrets.txt")) ? File.ReadAllLines(PathOf("secrets.txt")).Select(line => line.Split(' ')).ToDictionary(
            line => line[0], line => line.Length > 1 ? new Secret(line[1]) : Deployed.Named(line[0])) : [];
        return Deployed.Of(
            File.ReadAllBytes(PathOf("manifest.json")),
            File.ReadAllText(PathOf("hosts.yaml")),
            state ?? (File.Exists(PathOf("state.json")) ? File.ReadAllBytes(PathOf("state.json")) : null),
            kept ?? stated);
    }

    private static string Written(Action<TextWriter> write)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(output);
        return output.ToString();
    }
}
