using Deploy.Faults;

namespace Deploy.Tests;

public sealed class FaultTests
{
    [Fact]
    public void Faults_are_told_from_top_to_bottom_and_each_once()
    {
        var faults = new FaultList("hosts.yaml");
        faults.Add("hosts.b", new Position(3, 1), "No such key.", "Remove it.");
        faults.Add("hosts.a", new Position(2, 9), "No such key.", "Remove it.");
        faults.Add("hosts.a", new Position(2, 5), "No such key.", "Remove it.");
        faults.Add("hosts.a", new Position(2, 5), "No such key.", "Remove it.");

        Assert.Equal([(2, 5), (2, 9), (3, 1)], faults.Select(fault => (fault.Line, fault.Column)));
        Assert.Equal("hosts.yaml:2:5: hosts.a: No such key. Remove it.", faults.First().ToString());
    }

    [Fact]
    public void A_fault_of_the_whole_file_names_no_line()
    {
        var faults = new FaultList("hosts.yaml");
        faults.Add("", Position.None, "The file is empty.", "Write one with deploy init.");

        Assert.Equal("hosts.yaml: The file is empty. Write one with deploy init.", Assert.Single(faults).ToString());
    }
}
