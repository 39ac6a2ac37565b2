// What the tests run: it serves, or it fails in the way that its environment asks for.
if (Environment.GetEnvironmentVariable("CRASH_WITH") is { } lastWords)
{
    await Console.Error.WriteLineAsync(lastWords);
    return 3;
}

if (Environment.GetEnvironmentVariable("EXIT_WITH") is { } code)
{
    return int.Parse(code, System.Globalization.CultureInfo.InvariantCulture);
}

// Of all replicas, the one that makes the file is the unhealthy one.
var unhealthy = Environment.GetEnvironmentVariable("UNHEALTHY_IF_MADE") is { } path && TryMake(path);

var app = WebApplication.Create(args);
app.MapGet("/health", () => unhealthy ? Results.StatusCode(503) : Results.Ok());
app.MapGet("/environment/{name}", (string name) => Environment.GetEnvironmentVariable(name));
app.MapGet("/arguments", () => args);
app.MapGet("/process", () => Environment.ProcessId);
await app.RunAsync();
return 0;

static bool TryMake(string path)
{
    try
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        return true;
    }
    catch (IOException)
    {
        return false;
    }
}
