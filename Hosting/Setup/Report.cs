using System.Globalization;

namespace Hosting.Setup;

/// <summary>What eng/setup prints at its end.</summary>
internal static class Report
{
    public static void Print(SetupRequest request, PreparedMachine machine, TimeSpan elapsed)
    {
        Line("DCP", machine.DcpPath);
        Line("Dashboard", machine.DashboardPath);
        Line("Containers", machine.ContainerRuntime ?? "none needed");
        foreach (var (name, value) in machine.Environment)
        {
            Line("DCP's " + name, value);
        }

        foreach (var image in request.Images)
        {
            Line(image, machine.Images.GetValueOrDefault(image) is { } substitute ? "offline: " + substitute : "official");
        }

        Line("Ready after", string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.00} s"));
    }

    private static void Line(string name, string value) => Console.WriteLine($"{name,-28} {value}");
}
