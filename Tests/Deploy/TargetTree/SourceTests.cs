using Deploy.Recipes.Sources;

namespace Deploy.Tests.TargetTree;

/// <summary>A package source beside Debian's, as apt takes it: the host serves both itself.</summary>
[Collection(SiteRows.One)]
public sealed class SourceTests : IAsyncLifetime
{
    private static readonly PackageSource Source = new(
        "mysql", "http://127.0.0.1:8000/other", "trixie", ["main"], "0123456789ABCDEF0123456789ABCDEF01234567", ["mysql-server"], "9.7.4-1");

    /// <summary>In Debian's place "helper" 1.0; in the other's it is 2.0, and the server is there in two versions.</summary>
    private const string Repositories = """
        build() { # FOLDER NAME VERSION
          mkdir -p "/tmp/$2/DEBIAN" "/srv/$1"
          printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: x <x@example.org>\nDescription: x\n' "$2" "$3" >"/tmp/$2/DEBIAN/control"
          dpkg-deb --build "/tmp/$2" "/srv/$1/$2_$3.deb" >/dev/null
        }
        index() { # FOLDER SUITE
          local folder=/srv/$1 dists=/srv/$1/dists/$2 deb
          mkdir -p "$dists/main/binary-$(dpkg --print-architecture)"
          local packages=main/binary-$(dpkg --print-architecture)/Packages
          for deb in "$folder"/*.deb; do
            dpkg-deb --field "$deb"
            printf 'Filename: %s\nSize: %s\nSHA256: %s\n\n' "${deb##*/}" "$(stat --format=%s "$deb")" "$(sha256sum "$deb" | cut -d ' ' -f 1)"
          done >"$dists/$packages"
          {
            printf 'Suite: %s\nCodename: %s\nComponents: main\nArchitectures: %s\nDate: %s\nSHA256:\n' "$2" "$2" "$(dpkg --print-architecture)" "$(date --utc --rfc-email)"
            printf ' %s %s %s\n' "$(sha256sum "$dists/$packages" | cut -d ' ' -f 1)" "$(stat --format=%s "$dists/$packages")" "$packages"
          } >"$dists/Release"
        }
        build debian helper 1.0
        build other helper 2.0
        build other mysql-server 9.7.4-1
        build other mysql-server 9.7.5-1
        index debian sid
        index other trixie
        for key in right wrong; do
          gpg --batch --quiet --passphrase '' --quick-generate-key "$key@example.org" ed25519 sign
          gpg --armor --export "$key@example.org" >/srv/$key.asc
        done
        gpg --batch --quiet --local-user right@example.org --output /srv/other/dists/trixie/InRelease --clearsign /srv/other/dists/trixie/Release
        rm -f /etc/apt/sources.list /etc/apt/sources.list.d/{debian,0000}*
        echo 'deb [trusted=yes] http://127.0.0.2:8000/debian sid main' >/etc/apt/sources.list
        mkdir -p /etc/apt/keyrings
        printf 'daemon off; pid /run/n.pid; error_log stderr; events {}\nhttp { access_log off; server { listen 127.0.0.1:8000; listen 127.0.0.2:8000; root /srv; } }\n' >/etc/serve.conf
        """;

    private Site? _site;

    public async Task InitializeAsync()
    {
        _site = await Site.StartAsync(new TargetHost("a", "10.0.0.5") { BeforeBoot = Repositories }.With(SourcesRecipe.Render(new([Source]))));
        await _site.ShellAsync("a", "systemd-run --quiet nginx -c /etc/serve.conf");
        await _site.UntilAsync("a", "curl --silent --head --output /dev/null --write-out '%{http_code}' http://127.0.0.1:8000/right.asc", "200");
    }

    public Task DisposeAsync() => _site?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    [Fact]
    public async Task Packages_come_from_it_if_its_key_signed_them_in_the_version_that_is_pinned_and_no_others()
    {
        // Signed, but by somebody else.
        await _site!.ShellAsync("a", $"cp /srv/wrong.asc {SourcesRecipe.KeyFile(Source)}");
        var refused = await _site.RunAsync("a", ["apt-get", "update", "--error-on=any"]);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("is not signed", refused.Said, StringComparison.Ordinal);

        await _site.ShellAsync("a", $"cp /srv/right.asc {SourcesRecipe.KeyFile(Source)}; apt-get update --error-on=any");
        Assert.Equal(
            "mysql-server 9.7.4-1\nhelper 1.0",
            await _site.ShellAsync("a", "for package in mysql-server helper; do apt-cache policy $package | sed -n \"s/^  Candidate: /$package /p\"; done"));
        await _site.ShellAsync("a", "DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 mysql-server >/dev/null");
        Assert.Equal("9.7.4-1", await _site.ShellAsync("a", "dpkg-query --show --showformat='${Version}' mysql-server"));
    }
}
