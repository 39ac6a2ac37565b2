using Hosting.Setup.Bundle;

namespace Hosting.Tests.Setup;

public class AspireBundleTests
{
    [Theory]
    [InlineData("/home/one/.aspire/versions/13.5.4_9c1b401d-c9d740db", "13.5.4")]
    [InlineData("13.5.4", "13.5.4")]
    [InlineData("13.5.5-preview.1", "13.5.5")]
    [InlineData("13.5.5+build", "13.5.5")]
    [InlineData("13.5.x_9c1b401d", "0.0")]
    public void A_version_folder_begins_with_its_version(string folder, string version) =>
        Assert.Equal(Version.Parse(version), AspireBundle.VersionOf(folder));

    [Fact]
    public void The_newest_folder_of_the_release_comes_first()
    {
        var home = Directory.CreateTempSubdirectory("hosting-tests-");
        try
        {
            foreach (var name in new[] { "13.5.4_a", "13.5.10_b", "13.5.9_c", "13.6.0_d", "13.50.1_e" })
            {
                home.CreateSubdirectory("versions/" + name);
            }

            Assert.Equal(["13.5.10_b", "13.5.9_c", "13.5.4_a"], AspireBundle.In(home.FullName).Select(Path.GetFileName));
            Assert.Empty(AspireBundle.In(Path.Combine(home.FullName, "absent")));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }
}
