using Hosting.Setup;

namespace Hosting.Tests.Setup;

public class SetupExceptionTests
{
    [Fact]
    public void A_fault_says_what_why_and_what_to_type()
    {
        var fault = new SetupException("The image a", "no such host.\n", "docker pull a", "# or load it");

        Assert.Equal("The image a: no such host.\nTo bring it by hand:\n  docker pull a\n  # or load it", fault.Message.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Several_faults_are_said_at_once()
    {
        var faults = SetupException.Of([new SetupException("A", "because"), new SetupException("B", "because", "bring b")]);

        Assert.Equal("A: because.\nB: because.\nTo bring it by hand:\n  bring b", faults.Message.ReplaceLineEndings("\n"));
    }
}
