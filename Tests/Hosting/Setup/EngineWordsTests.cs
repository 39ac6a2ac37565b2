using Hosting.Setup.Engine;

namespace Hosting.Tests.Setup;

/// <summary>What clients and DCP say of themselves.</summary>
public class EngineWordsTests
{
    [Theory]
    [InlineData("Docker version 28.2.2, build e6534b4", "28.2.2")]
    [InlineData("Docker version 20.10.24+dfsg1, build 297e128", "20.10.24")]
    [InlineData("Docker version 26.1.5+dfsg1, build a72d7cd", "26.1.5")]
    [InlineData("podman version 4.3.1", "4.3.1")]
    [InlineData("podman version 5.8", "5.8")]
    [InlineData("docker could not be started: No such file or directory", "0.0")]
    [InlineData("", "0.0")]
    public void A_client_says_its_version(string text, string version) => Assert.Equal(Version.Parse(version), ClientVersion.Parse(text));

    [Fact]
    public void DCP_accepts_a_running_engine()
    {
        var verdict = DcpVerdict.Parse("""
            {"version":"0.25.13","commitHash":"8efd260c","buildTimestamp":"2026-08-20T01:16:27Z",
             "containers":{"runtime":"docker","hostName":"host.docker.internal","installed":true,"running":true}}
            """);

        Assert.Equal(new DcpVerdict("docker", Installed: true, Running: true, Error: null), verdict);
    }

    [Fact]
    public void DCP_says_why_it_refuses_an_engine()
    {
        var verdict = DcpVerdict.Parse("""
            {"version":"0.25.13","containers":{"runtime":"docker","installed":true,"running":false,"error":"Docker CLI version 20.10.24 is too old"}}
            """);

        Assert.Equal(new DcpVerdict("docker", Installed: true, Running: false, "Docker CLI version 20.10.24 is too old"), verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("Error: unknown flag: --container-runtime")]
    public void Anything_else_is_no_verdict(string output) => Assert.Null(DcpVerdict.Parse(output));
}
