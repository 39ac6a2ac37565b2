using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace Hosting.Tests.Manifest;

/// <summary>Forms of the manifest that no golden case has.</summary>
public class ManifestFormTests
{
    private readonly IDistributedApplicationBuilder _builder = Application.Builder("--publisher", "manifest");

    [Fact]
    public async Task A_program_is_an_executable_with_its_folder_arguments_environment_and_bindings()
    {
        _builder.AddExecutable("tool", "bash", "Samples", "-c", "run").WithHttpEndpoint(env: "PORT").WithEnvironment("COLOR", "blue");

        Assert.Equal(
            """
            {
              "resources": {
                "tool": {
                  "type": "executable.v0",
                  "workingDirectory": "Samples",
                  "command": "bash",
                  "args": [
                    "-c",
                    "run"
                  ],
                  "env": {
                    "PORT": "{tool.bindings.http.targetPort}",
                    "COLOR": "blue"
                  },
                  "bindings": {
                    "http": {
                      "scheme": "http",
                      "protocol": "tcp",
                      "transport": "http",
                      "targetPort": 8000
                    }
                  }
                }
              }
            }
            """,
            await ManifestAsync());
    }

    [Fact]
    public async Task What_is_excluded_is_not_there()
    {
        _builder.AddExecutable("tool", "bash", "Samples").ExcludeFromManifest();
        _builder.AddParameter("kept");

        var manifest = await ManifestAsync();

        Assert.DoesNotContain("tool", manifest, StringComparison.Ordinal);
        Assert.Contains("\"kept\"", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_from_outside_is_a_secret_parameter()
    {
        _builder.AddConnectionString("smtp");

        Assert.Equal(
            """
            {
              "resources": {
                "smtp": {
                  "type": "parameter.v0",
                  "connectionString": "{smtp.value}",
                  "value": "{smtp.inputs.value}",
                  "inputs": {
                    "value": {
                      "type": "string",
                      "secret": true
                    }
                  }
                }
              }
            }
            """,
            await ManifestAsync());
    }

    [Fact]
    public async Task Files_for_a_container_of_run_mode_are_not_there()
    {
        _builder.AddContainer("box", "image", "1").WithContainerFiles("/etc/box", [new ContainerFile { Name = "box.conf", Contents = "a=b" }]);

        Assert.DoesNotContain("box.conf", await ManifestAsync(), StringComparison.Ordinal);
    }

    private async Task<string> ManifestAsync()
    {
        using var written = new MemoryStream();
        await ManifestWriter.WriteAsync(
            _builder.ExecutionContext, new DistributedApplicationModel(_builder.Resources), written, _builder.AppHostDirectory, Application.Deadline());
        return Encoding.UTF8.GetString(written.ToArray());
    }
}
