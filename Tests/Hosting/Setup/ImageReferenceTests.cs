using Hosting.Setup.Images;

namespace Hosting.Tests.Setup;

public class ImageReferenceTests
{
    private const string Digest = "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("docker.io/library/mysql:9.7", "docker.io/library/mysql", "9.7")]
    [InlineData("registry.example:5000/team/mysql:9.7", "registry.example:5000/team/mysql", "9.7")]
    [InlineData("registry.example:5000/team/mysql", "registry.example:5000/team/mysql", null)]
    [InlineData("mysql", "mysql", null)]
    [InlineData("docker.io/library/mysql" + Digest, "docker.io/library/mysql", null)]
    [InlineData("docker.io/library/mysql:9.7" + Digest, "docker.io/library/mysql", null)]
    [InlineData("registry.example:5000/team/mysql" + Digest, "registry.example:5000/team/mysql", null)]
    public void A_reference_has_a_repository_and_perhaps_a_tag(string text, string repository, string? tag)
    {
        var reference = ImageReference.Parse(text);

        Assert.Equal(repository, reference.Repository);
        Assert.Equal(tag, reference.Tag);
        Assert.Equal(text, reference.ToString());
    }

    [Theory]
    [InlineData("9.7", "9.7")]
    [InlineData("9.7.4", "9.7")]
    [InlineData("9.7.4-2", "9.7")]
    [InlineData("1:9.7.4+dfsg-1", "9.7")]
    [InlineData("4.3-management", "4.3")]
    [InlineData("13.0~rc1-1", "13.0")]
    [InlineData("latest", null)]
    [InlineData("9", null)]
    [InlineData("18-1", null)]
    [InlineData("9-bookworm", null)]
    public void The_release_of_a_tag_or_a_Debian_version_is_its_first_two_numbers(string version, string? release) =>
        Assert.Equal(release is null ? null : Version.Parse(release), ImageReference.ReleaseOf(version));
}
