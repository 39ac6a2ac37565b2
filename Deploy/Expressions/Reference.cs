namespace Deploy.Expressions;

/// <summary>What stands in braces: something of a resource. It says nothing yet on whether the manifest holds that.</summary>
/// <param name="Resource">The resource's name, as written.</param>
internal abstract record Reference(string Resource)
{
    /// <summary>As it stands between the braces.</summary>
    public abstract override string ToString();
}

/// <summary><c>{auth.bindings.http.url}</c>.</summary>
internal sealed record BindingReference(string Resource, string Binding, BindingProperty Property) : Reference(Resource)
{
    public override string ToString() => $"{Resource}.bindings.{Binding}.{BindingProperties.NameOf(Property)}";
}

/// <summary><c>{auth-mysql-password.inputs.value}</c>; a container of Aspire 8.0's previews had inputs too.</summary>
internal sealed record InputReference(string Resource, string Input) : Reference(Resource)
{
    public override string ToString() => $"{Resource}.inputs.{Input}";
}

/// <summary><c>{auth-mysql-password.value}</c>, of a parameter or an annotated string.</summary>
internal sealed record ValueReference(string Resource) : Reference(Resource)
{
    public override string ToString() => $"{Resource}.value";
}

/// <summary><c>{auth-db.connectionString}</c>.</summary>
internal sealed record ConnectionStringReference(string Resource) : Reference(Resource)
{
    public override string ToString() => $"{Resource}.connectionString";
}

/// <summary><c>{web.containerImage}</c>.</summary>
internal sealed record ContainerImageReference(string Resource) : Reference(Resource)
{
    public override string ToString() => $"{Resource}.containerImage";
}

/// <summary><c>{auth-mysql.volumes.0.target}</c>.</summary>
/// <param name="Index">From 0, in the manifest's order.</param>
/// <param name="OfTarget">Whether it asks for the volume's target; else for its name.</param>
internal sealed record VolumeReference(string Resource, int Index, bool OfTarget) : Reference(Resource)
{
    public override string ToString() => FormattableString.Invariant($"{Resource}.volumes.{Index}.{(OfTarget ? "target" : "name")}");
}

/// <summary>Of a reference's form, but none that this tool knows, such as <c>{storage.outputs.blobEndpoint}</c>.</summary>
/// <param name="Property">All that follows the resource's name and its dot.</param>
internal sealed record UnknownReference(string Resource, string Property) : Reference(Resource)
{
    public override string ToString() => $"{Resource}.{Property}";
}
