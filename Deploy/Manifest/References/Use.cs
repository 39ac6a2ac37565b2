using Deploy.Expressions;

namespace Deploy.Manifest.References;

/// <summary>One need of a resource that runs.</summary>
/// <param name="From">Who needs it.</param>
/// <param name="At">Where it says so, such as <c>resources.auth.env.ConnectionStrings__auth-db</c>.</param>
/// <param name="Via">The values in between, from the user on; empty where it refers directly.</param>
/// <param name="To">What it comes to: a binding, an input, an image or a volume. It may be its own.</param>
internal sealed record Use(string From, string At, IReadOnlyList<Reference> Via, Reference To)
{
    /// <summary>As a person reads it: <c>resources.auth.env.X → auth-db.connectionString → auth-mysql.bindings.tcp.host</c>.</summary>
    public override string ToString() => string.Join(" → ", [At, .. Via.Select(step => step.ToString()), To.ToString()]);
}

/// <summary>A resource connects to a binding of another: what a firewall has to let through.</summary>
/// <param name="Because">One use for each place that says so.</param>
internal sealed record Connection(string From, string To, string Binding, IReadOnlyList<Use> Because);
