using Deploy.Faults;
using Deploy.Secrets;

namespace Deploy.Tests.Secrets;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class StoreTests : IDisposable
{
    private const UnixFileMode Wide = PrivateFiles.File | UnixFileMode.GroupRead;

    private readonly string _root = Directory.CreateTempSubdirectory("deploy-secrets-").FullName;
    private readonly FaultList _faults = new("secrets");

    private string Folder => Path.Combine(_root, "prod", "secrets");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_secret_is_the_whole_of_a_file_of_0600_in_a_folder_of_0700()
    {
        var store = Open();
        store.Write("auth-mysql-password", new Secret("a\nb"));
        store.Write("x", new Secret("ø"));

        Assert.Equal("a\nb", File.ReadAllText(Path.Combine(Folder, "auth-mysql-password")));
        Assert.Equal(PrivateFiles.Folder, File.GetUnixFileMode(Folder));
        Assert.All(Directory.GetFiles(Folder), path => Assert.Equal(PrivateFiles.File, File.GetUnixFileMode(path)));
        Assert.Equal(["auth-mysql-password", "x"], store.Names());
        Assert.Equal("ø", store.Read("x", _faults)!.Reveal());
        Assert.Equal("*\n", File.ReadAllText(Path.Combine(Folder, ".gitignore")));
        Assert.Empty(_faults);
    }

    [Fact]
    public void A_folder_open_to_others_is_refused_and_not_repaired()
    {
        Open().Write("x", new Secret("v"));
        File.SetUnixFileMode(Folder, PrivateFiles.Folder | UnixFileMode.GroupExecute);

        Assert.Null(SecretStore.Open(Folder, _faults));
        Assert.Contains("0710", Assert.Single(_faults).What);
        Assert.Equal(PrivateFiles.Folder | UnixFileMode.GroupExecute, File.GetUnixFileMode(Folder));
    }

    [Fact]
    public void A_file_open_to_others_is_refused()
    {
        var store = Open();
        store.Write("x", new Secret("hunter2"));
        File.SetUnixFileMode(Path.Combine(Folder, "x"), Wide);

        Assert.Null(store.Read("x", _faults));
        Assert.Contains("0640", Assert.Single(_faults).What);
        Assert.DoesNotContain("hunter2", _faults.First().ToString());
    }

    [Fact]
    public void A_link_is_refused()
    {
        var store = Open();
        store.Write("x", new Secret("v"));
        File.CreateSymbolicLink(Path.Combine(Folder, "y"), Path.Combine(Folder, "x"));

        Assert.Null(store.Read("y", _faults));
        Assert.Single(_faults);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/etc/passwd")]
    [InlineData(".digest-key")]
    [InlineData("")]
    public void A_name_never_leads_out_of_the_folder(string name)
    {
        Assert.Throws<ArgumentException>(() => Open().Write(name, new Secret("v")));
        Assert.Throws<ArgumentException>(() => Open().Read(name, _faults));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    [InlineData(new byte[] { 65, 0 })]
    public void What_is_no_secret_is_a_fault(byte[] content)
    {
        var store = Open();
        store.Write("x", new Secret("v"));
        File.WriteAllBytes(Path.Combine(Folder, "x"), content);

        Assert.Null(store.Read("x", _faults));
        Assert.Single(_faults);
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_value_and_nothing_else()
    {
        var store = Open();
        store.Write("x", new Secret("old"));
        Directory.CreateDirectory(Path.Combine(Folder, "y", "full"));

        Assert.ThrowsAny<Exception>(() => store.Write("y", new Secret("new")));
        Assert.Throws<ArgumentException>(() => store.Write("x", new Secret(new string('x', SecretStore.MaxLength + 1))));

        Assert.Equal("old", store.Read("x", _faults)!.Reveal());
        Assert.Equal([".gitignore", "x"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_reader_never_sees_half_a_value()
    {
        var store = Open();
        string[] values = [new string('a', 60_000), new string('b', 30_000)];
        store.Write("x", new Secret(values[0]));
        var writing = Task.Run(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                store.Write("x", new Secret(values[i % 2]));
            }
        });

        do
        {
            Assert.Contains(store.Read("x", new FaultList("secrets"))!.Reveal(), values);
        }
        while (!writing.IsCompleted);

        await writing;
    }

    [Fact]
    public void A_digest_tells_a_change_and_nothing_else()
    {
        var store = Open();
        var first = store.Digest("x", new Secret("v"), _faults)!;

        Assert.Equal(first, SecretStore.Open(Folder, _faults)!.Digest("x", new Secret("v"), _faults));
        Assert.NotEqual(first, store.Digest("x", new Secret("w"), _faults));
        Assert.NotEqual(first, store.Digest("y", new Secret("v"), _faults));
        Assert.Matches("^[0-9a-f]{32}$", first);
        Assert.Empty(store.Names());

        File.Delete(Path.Combine(Folder, ".digest-key"));
        Assert.NotEqual(first, store.Digest("x", new Secret("v"), _faults));
        Assert.Empty(_faults);
    }

    [Fact]
    public void A_key_of_digests_that_others_may_know_is_refused()
    {
        var store = Open();
        store.Digest("x", new Secret("v"), _faults);
        File.SetUnixFileMode(Path.Combine(Folder, ".digest-key"), Wide);

        Assert.Null(store.Digest("x", new Secret("v"), _faults));
        Assert.Single(_faults);
    }

    private SecretStore Open() => SecretStore.Open(Folder, _faults)!;
}
