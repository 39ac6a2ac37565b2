using Deploy.Recipes.Project;
using Deploy.Tests.Recipes;

namespace Deploy.Tests.TargetTree;

/// <summary>A host with the unit of a project, and a program that tells what it sees in the place of a .NET one.</summary>
public sealed class ProjectSite : IAsyncLifetime
{
    private const string Program = """
        #!/usr/bin/perl
        $| = 1;
        for (qw(/etc/x /opt/deploy/auth/current/x)) { print "can write $_\n" if open my $file, '>', $_; }
        print "has a place of its own for what is passing\n" if open my $file, '>', '/tmp/x';
        print 'user ', scalar getpwuid($>), "\n", map("$_=$ENV{$_}\n", keys %ENV), "told\n";
        sleep;
        """;

    private Site? _site;

    internal Site Site => _site!;

    public async Task InitializeAsync()
    {
        _site = await Site.StartAsync(new TargetHost("a", "10.0.0.5").With(ProjectRecipe.Render(Example.Auth)).With("/opt/deploy/auth/current/Auth", Program));
        await _site.ShellAsync("a", "systemctl start deploy-auth");
    }

    public Task DisposeAsync() => _site?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
