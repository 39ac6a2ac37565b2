using System.Text.Json;
using Deploy.Rendering;
using Deploy.Secrets;

namespace Deploy.Tests.Rendering;

public sealed class MaskedTextTests
{
    private static readonly byte[] Key = new byte[SecretDigest.KeyLength];
    private static readonly Secret Password = new("p\"1");

    private static readonly MaskedText Text = MaskedText.Of($"port={3306L};password={Password};on={new InstanceName("auth")}");

    [Fact]
    public void It_shows_no_secret_and_reveals_it_to_its_writer()
    {
        Assert.Equal("port=3306;password=***;on=auth", Text.ToString());
        Assert.Equal("port=3306;password=p\"1;on=auth", Text.Reveal());
        Assert.DoesNotContain("p\\u00221", JsonSerializer.Serialize(new HostFile("/x", Text)), StringComparison.Ordinal);
        Assert.Contains("***", JsonSerializer.Serialize(new HostFile("/x", Text)), StringComparison.Ordinal);
        Assert.DoesNotContain("p\"1", new HostFile("/x", Text).ToString(), StringComparison.Ordinal);
        Assert.Equal([Password], Text.Secrets);
    }

    [Fact]
    public void It_is_equal_to_one_that_says_the_same_however_that_was_put_together()
    {
        MaskedText other = "port=" + (MaskedText)"3306;password=" + Password + MaskedText.Concat([";on=", "", "auth"]);
        Assert.Equal(Text, other);
        Assert.Equal(Text.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(Text, MaskedText.Of($"port=3306;password={new Secret("p\"2")};on=auth"));
        // Said openly it is another text, though it reveals the same.
        Assert.NotEqual(Text, Text.Reveal());
    }

    [Fact]
    public void Its_digest_tells_that_a_secret_is_another_one_and_where_it_stands()
    {
        var digest = Text.Digest(Key, "a:/x");
        Assert.Equal(digest, MaskedText.Of($"port=3306;password={new Secret("p\"1")};on=auth").Digest(Key, "a:/x"));
        Assert.NotEqual(digest, MaskedText.Of($"port=3306;password={new Secret("p\"2")};on=auth").Digest(Key, "a:/x"));
        Assert.NotEqual(digest, Text.Digest(Key, "b:/x"));
        Assert.NotEqual(digest, ((MaskedText)Text.Reveal()).Digest(Key, "a:/x"));
        Assert.NotEqual(
            MaskedText.Of($"{new Secret("ab")}{new Secret("c")}").Digest(Key, "x"), MaskedText.Of($"{new Secret("a")}{new Secret("bc")}").Digest(Key, "x"));
    }

    [Fact]
    public void What_is_escaped_is_masked_still()
    {
        var escaped = Quoting.Json(Text);
        Assert.Equal("\"port=3306;password=***;on=auth\"", escaped.ToString());
        Assert.Equal(Text.Reveal(), JsonSerializer.Deserialize<string>(escaped.Reveal()));
        Assert.Equal("'it''s \\\\ here'", Quoting.Sql("it's \\ here").Reveal());
        Assert.Equal("`a``b`", Quoting.SqlName("a`b"));
        Assert.Equal("\"100%% of $$5 \\\"x\\\" \\\\\"", Quoting.UnitArgument("100% of $5 \"x\" \\").Reveal());
    }

    [Fact]
    public void A_file_with_a_secret_is_private()
    {
        Assert.Equal(HostFile.Private, new HostFile("/x", Text).Mode);
        Assert.Equal(HostFile.Readable, new HostFile("/x", "open").Mode);
    }

    [Fact]
    public void Names_on_a_host_are_short_enough_and_those_of_resources_never_ours()
    {
        var name = new InstanceName("a-resource-with-quite-a-long-name-1");
        Assert.Equal("deploy-a-resource-with_", name.User[..23]);
        Assert.Equal(31, name.User.Length);
        Assert.NotEqual(name.User, new InstanceName("a-resource-with-quite-a-long-name-2").User);
        Assert.Equal("deploy-auth", new InstanceName("auth").User);
        Assert.NotEqual(InstanceName.Edge.Service, new InstanceName("edge").Service);
        Assert.NotEqual(new InstanceName("auth").Part("health").Service, new InstanceName("auth-health").Service);
    }
}
