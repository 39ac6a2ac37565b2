using Deploy.Faults;

namespace Deploy.Hosts;

/// <summary>
/// A value of hosts.yaml and where it stands, so that a rule over several values can point at the one that breaks it.
/// The default is "not stated". What is required is always stated in a file that was read without a fault.
/// </summary>
internal readonly record struct Stated<T>
{
    private readonly T? _value;

    public Stated(T value, string path, Position at)
        : this(path, at)
    {
        _value = value;
        IsStated = true;
    }

    private Stated(string path, Position at)
    {
        Path = path;
        At = at;
    }

    /// <summary>Whether there is a value, and one that could be read.</summary>
    public bool IsStated { get; }

    /// <summary>Such as <c>resources.auth-mysql.replicas[0]</c>.</summary>
    public string Path => field ?? "";

    public Position At { get; }

    /// <exception cref="InvalidOperationException">Nothing is stated.</exception>
    public T Value => IsStated ? _value! : throw new InvalidOperationException($"'{Path}' is not stated.");

    public T Or(T other) => IsStated ? _value! : other;

    public override string ToString() => IsStated ? $"{_value}" : "";

    /// <summary>What stands at <paramref name="path"/> could not be read, or nothing stands there.</summary>
    public static Stated<T> Nothing(string path, Position at) => new(path, at);
}

/// <summary>An entry of a map whose keys are names chosen by the file's owner.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">Not stated if it could not be read; the name is known all the same.</param>
internal sealed record Named<TKey, T>(Stated<TKey> Name, Stated<T> Value);
