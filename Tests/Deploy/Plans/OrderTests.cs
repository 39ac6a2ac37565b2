using Deploy.Plans;

namespace Deploy.Tests.Plans;

/// <summary>In which order things are done, where another order would do harm.</summary>
public sealed class OrderTests
{
    /// <summary>Packages were installed first of all: from Debian, in its version, with a server that started by itself.</summary>
    [Fact]
    public void Packages_come_after_their_source_and_after_what_keeps_them_from_starting()
    {
        var steps = Steps(Small.Placed()).Where(step => step.Host == "a").ToList();

        var install = steps.FindIndex(step => step.Action is PlanAction.Install);
        Assert.Equal(install, steps.FindLastIndex(step => step.Action is PlanAction.Install));
        Assert.InRange(steps.FindIndex(step => step.What == "/etc/apt/sources.list.d/deploy-mongod.sources"), 0, install);
        Assert.InRange(steps.FindIndex(step => step.What == "/etc/systemd/system/rabbitmq-server.service.d/90-deploy.conf"), 0, install);
        Assert.True(steps.FindIndex(step => step.Action is PlanAction.Start) > install);
    }

    [Fact]
    public void Nothing_that_listens_starts_before_the_firewall_nor_a_service_before_what_it_refers_to()
    {
        var started = Steps(Small.Placed()).Where(step => step.Action is PlanAction.Start && step.Host == "a").Select(step => step.What).ToList();

        string[] expected = ["systemd-sysctl.service", "chrony.service", "deploy_firewall.service", "wg-quick@deploy.service"];
        Assert.Equal(expected, started.Take(4));
        // By the order of stages, and among services by that of references.
        string[] sequence = ["deploy-db.service", "deploy-db_accounts.service", "deploy-web.service", "deploy-api.service"];
        Assert.Equal(sequence, started.Intersect(sequence));
    }

    [Fact]
    public void A_version_that_is_pinned_anew_is_installed_and_what_runs_it_restarts()
    {
        var recorded = Small.Recorded();
        var loaded = Deployed.Of(Small.Manifest, Small.Placed().Replace("version: 8.3.1", "version: 8.3.2", StringComparison.Ordinal), recorded, Small.Kept(recorded));

        var steps = Planner.Of(loaded.System!, loaded.State, loaded.Key).Steps.Where(step => step.Host == "a").ToList();

        Assert.Equal(
            ["Change /etc/apt/preferences.d/deploy-mongod", "Install mongodb-mongosh mongodb-org-server", "Restart deploy-docs.service", "Restart deploy-docs_accounts.service"],
            steps.Select(step => $"{step.Action} {step.What}"));
    }

    [Fact]
    public void Packages_that_are_called_otherwise_at_their_source_are_installed_by_that_name()
    {
        var loaded = Deployed.Of(Small.Manifest, Small.Placed().Replace("version: 8.3.1", "version: 8.3.1, packages: [percona-mongod]", StringComparison.Ordinal));

        Assert.Contains("percona-mongod", loaded.System!.Hosts[0].Packages);
        Assert.DoesNotContain("mongodb-org-server", loaded.System.Hosts[0].Packages);
        Assert.Contains("Package: percona-mongod\n", ResolutionTests.Content(loaded, "a", "/etc/apt/preferences.d/deploy-mongod"), StringComparison.Ordinal);
    }

    private static IReadOnlyList<Step> Steps(string hosts)
    {
        var loaded = Deployed.Of(Small.Manifest, hosts);
        Assert.Empty(loaded.Faults.All);
        return Planner.Of(loaded.System!, loaded.State, loaded.Key).Steps;
    }
}
