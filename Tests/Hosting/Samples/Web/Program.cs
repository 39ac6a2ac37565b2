// What the tests run: it serves, or it fails in the way that its environment asks for.
if (Environment.GetEnvironmentVariable("CRASH_WITH") is { } lastWords)
{
    await Console.Error.WriteLineAsync(lastWords);
    return 3;
}

var app = WebApplication.Create(args);
app.MapGet("/health", () => Environment.GetEnvironmentVariable("UNHEALTHY") is null ? Results.Ok() : Results.StatusCode(503));
app.MapGet("/environment/{name}", (string name) => Environment.GetEnvironmentVariable(name));
app.MapGet("/arguments", () => args);
app.MapGet("/process", () => Environment.ProcessId);
await app.RunAsync();
return 0;
