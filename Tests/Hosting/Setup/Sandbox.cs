using CliWrap;
using CliWrap.Buffered;
using Hosting.Setup.Bundle;

namespace Hosting.Tests.Setup;

/// <summary>A cache, and if wanted a home and a PATH, that stand for another machine. What <c>eng/setup</c> runs is run in it.</summary>
internal sealed class Sandbox : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hosting-tests-");
    private readonly Dictionary<string, string?> _environment = new(StringComparer.Ordinal);

    internal Sandbox() => _environment["XDG_CACHE_HOME"] = _folder.FullName;

    internal string Cache => Path.Combine(_folder.FullName, "aspire-hosting");

    /// <summary>DCP and dashboard may be in this machine's cache; they are not brought again for a test.</summary>
    internal Sandbox WithBundle()
    {
        var bundles = Path.GetDirectoryName(AspirePackage.Target)!;
        if (Directory.Exists(bundles))
        {
            Directory.CreateDirectory(Cache);
            Directory.CreateSymbolicLink(Path.Combine(Cache, Path.GetFileName(bundles)), bundles);
        }

        return this;
    }

    /// <summary>No Aspire CLI is installed there.</summary>
    internal Sandbox WithEmptyHome()
    {
        _environment["HOME"] = _folder.CreateSubdirectory("home").FullName;
        return this;
    }

    /// <summary>Each folder of the PATH that holds a client gives way to one of links to all else in it.</summary>
    internal Sandbox WithoutContainerClients()
    {
        string[] clients = ["docker", "podman"];
        _environment["ASPIRE_CONTAINER_RUNTIME"] = "docker";
        _environment["PATH"] = string.Join(Path.PathSeparator, Folders().Select((folder, index) =>
        {
            if (!Array.Exists(clients, client => File.Exists(Path.Combine(folder, client))))
            {
                return folder;
            }

            var links = _folder.CreateSubdirectory($"path{index}");
            foreach (var file in Directory.EnumerateFiles(folder).Where(file => !clients.Contains(Path.GetFileName(file))))
            {
                File.CreateSymbolicLink(Path.Combine(links.FullName, Path.GetFileName(file)), file);
            }

            return links.FullName;
        }));
        return this;
    }

    /// <summary>A shell script that is found before this machine's program of that name. Its <c>$PLACE</c> is a file it may write.</summary>
    /// <returns>That file.</returns>
    internal string Script(string name, string text)
    {
        var folder = _folder.CreateSubdirectory("scripts").FullName;
        var place = Path.Combine(_folder.FullName, name + ".place");
        var script = Path.Combine(folder, name);
        File.WriteAllText(script, $"#!/bin/sh\nPLACE='{place}'\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        _environment["PATH"] = string.Join(Path.PathSeparator, Folders().Except([folder]).Prepend(folder));
        return place;
    }

    internal Command Setup(params string[] wrapper)
    {
        string[] command = [.. wrapper, "dotnet", "exec", Repository.Output("Hosting/Setup", "Hosting.Setup.dll"), "--yes", Docker.MySql];
        return Cli.Wrap(command[0]).WithArguments(command[1..]).WithEnvironmentVariables(_environment).WithValidation(CommandResultValidation.None);
    }

    internal async Task<BufferedCommandResult> RunSetupAsync(params string[] wrapper) => await Setup(wrapper).ExecuteBufferedAsync(Application.Deadline());

    public void Dispose() => _folder.Delete(recursive: true);

    private string[] Folders() =>
        (_environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
