using Deploy.Hosts.Shapes;
using Deploy.Hosts.Values;

namespace Deploy.Hosts.Blocks;

/// <summary>How it is judged from outside that an instance is ready.</summary>
/// <param name="Path">Answers 200 when it is. Not stated: none is asked, and a running process is enough.</param>
/// <param name="Binding">The manifest's binding to ask on; not stated: <c>http</c>.</param>
/// <param name="Within">How long a start may take; then it has failed.</param>
internal sealed record HealthBlock(Stated<string> Path, Stated<string> Binding, Stated<TimeSpan> Within)
{
    private const string None = "none";

    private static readonly Scalar<string> PathOrNone = new(
        "a path that starts with a slash, or none",
        Texts.HttpPath.Example,
        (string text, out string value) => Texts.HttpPath.TryRead(text, out value) || text == None,
        () => Patterns.Text("^(none|/[A-Za-z0-9._~/-]*)$"));

    public static readonly Shape<HealthBlock> Shape = new OneOf<HealthBlock>(
        new As<string, HealthBlock>(PathOrNone, OfPath),
        new Block<HealthBlock>("a path with its binding", "{ path: /health, binding: health, within: 60s }", keys => new(
            Path: keys.Required("path", Texts.HttpPath, "Answers 200 when the instance is ready."),
            Binding: keys.Optional("binding", Names.Resource, "The manifest's binding to ask on; http if not stated."),
            Within: keys.Optional("within", Quantities.Duration, "How long a start may take; 60s if not stated."))));

    private static HealthBlock OfPath(Stated<string> path) => new(path.Value == None ? default : path, default, default);
}
