using System.Text;
using Deploy.Faults;

namespace Deploy.Tests.Manifest;

/// <summary>Files made to make their reader slow, deep or large. Each is read, or refused, within seconds.</summary>
public sealed class HostileTests
{
    // Each takes a second or two; what grows with the square of its size would take hours.
    private const int Seconds = 60;

    [Fact]
    public async Task A_chain_of_many_values_ends_in_a_fault_and_not_in_an_overflow()
    {
        var faults = await Within(Resources(20_000, index => Value($"{{r{index + 1}.connectionString}}")) + ",\"r20000\":" + Value("x"));

        Assert.Contains(faults, fault => fault.What.StartsWith("This value is put together over more than 64 levels", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_circle_of_many_values_is_shown_in_part()
    {
        var faults = await Within(Resources(20_000, index => Value($"{{r{(index + 1) % 20_000}.connectionString}}")));

        Assert.Contains("… (19988 more) → r0.connectionString", Assert.Single(faults).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_that_double_each_time_are_refused_before_they_grow()
    {
        var faults = await Within(
            Resources(60, index => Value($"{{r{index + 1}.connectionString}}{{r{index + 1}.connectionString}}")) + ",\"r60\":" + Value("x"));

        Assert.StartsWith("This value is longer than 131072 characters", Assert.Single(faults).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_faults_are_counted_and_the_first_thousand_told()
    {
        var faults = await Within(Resources(30_000, index => Value($"{{s{index}.connectionString}}{{r{index}.conectionString}}")));

        Assert.Equal(FaultList.MaxCount, faults.Count);
        Assert.Equal(59_000, faults.Untold);
        Assert.Equal(1, faults.First().Line);
    }

    [Fact]
    public async Task One_line_of_references_behind_escapes_is_walked_once() =>
        Assert.Equal(FaultList.MaxCount, (await Within("\"r\":" + Value(string.Concat(Enumerable.Repeat("\\u0026{s.value}", 200_000))))).Count);

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{{")]
    [InlineData("{a.")]
    [InlineData("{r.connectionString")]
    public async Task Braces_alone_take_no_time(string piece) => await Within("\"r\":" + Value(string.Concat(Enumerable.Repeat(piece, 100_000))));

    private static string Value(string text) => $$"""{"type":"value.v0","connectionString":"{{text}}"}""";

    private static string Resources(int count, Func<int, string> resource)
    {
        var json = new StringBuilder();
        for (var index = 0; index < count; index++)
        {
            json.Append(index == 0 ? "" : ",").Append('"').Append('r').Append(index).Append("\":").Append(resource(index));
        }

        return json.ToString();
    }

    private static Task<FaultList> Within(string resources) =>
        Task.Run(() => Reading.Of($"{{\"resources\":{{{resources}}}}}").Faults).WaitAsync(TimeSpan.FromSeconds(Seconds));
}
