using Deploy.Rendering;

namespace Deploy.Recipes.Project;

/// <summary>A .NET project: an instance of it on one host, from a self-contained release.</summary>
/// <param name="Name">The resource's.</param>
/// <param name="Program">The file in its release that is run, such as Auth.</param>
/// <param name="Arguments">Never secret: other users see them in the list of processes.</param>
/// <param name="Ports">What it listens on by HTTP, on its private address alone; the recipe says so in ASPNETCORE_URLS.</param>
/// <param name="Environment">All other variables, telemetry's too; no name occurs twice.</param>
/// <param name="Memory">In bytes: its limit.</param>
/// <param name="Drain">How long requests may take to end when it stops.</param>
/// <param name="Migrate">Arguments with which it is run once, before its new version starts; empty if there is nothing to migrate.</param>
internal sealed record ProjectInput(
    string Name,
    Place Host,
    string Program,
    IReadOnlyList<MaskedText> Arguments,
    IReadOnlyList<int> Ports,
    IReadOnlyList<KeyValuePair<string, MaskedText>> Environment,
    long Memory,
    TimeSpan Drain,
    IReadOnlyList<string> Migrate);
