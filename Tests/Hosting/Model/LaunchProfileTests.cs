using Aspire.Hosting.Projects;

namespace Hosting.Tests.Model;

public class LaunchProfileTests
{
    private const string Two = """
        {
          // as Visual Studio writes it
          "profiles": {
            "container": { "commandName": "Docker", "applicationUrl": "http://localhost:1" },
            "http": { "commandName": "Project", "applicationUrl": "http://localhost:5080;https://localhost:7080", "environmentVariables": { "A": "1" } },
            "other": { "commandName": "Project", "applicationUrl": "http://localhost:6000" },
          }
        }
        """;

    [Fact]
    public void The_first_profile_that_starts_the_project_is_taken()
    {
        var profile = LaunchProfile.Parse(Two, preferred: null)!;

        Assert.Equal(["http://localhost:5080", "https://localhost:7080"], profile.Urls.Select(url => $"{url.Scheme}://{url.Host}:{url.Port}"));
        Assert.Equal("1", profile.EnvironmentVariables["A"]);
    }

    [Theory]
    [InlineData("other", 6000)]
    [InlineData("absent", 5080)]
    public void A_preferred_profile_is_taken_if_there_is_one(string preferred, int port) =>
        Assert.Equal(port, LaunchProfile.Parse(Two, preferred)!.Urls[0].Port);

    [Fact]
    public void A_project_without_profiles_has_none() => Assert.Null(LaunchProfile.Parse("{}", preferred: null));
}
