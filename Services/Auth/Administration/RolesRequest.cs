namespace Auth.Administration;

/// <summary>What came in to set an account's roles: anything may be missing or wrong.</summary>
internal sealed record RolesRequest(string?[]? Roles)
{
    /// <summary>Gives the roles, or null and every fault, by the name of the JSON property.</summary>
    public (IReadOnlySet<string>? Roles, Dictionary<string, string[]> Faults) Check()
    {
        var known = Administration.Roles.All;
        return Roles is not null && Roles.All(role => known.Contains(role, StringComparer.Ordinal))
            ? (Roles.ToHashSet(StringComparer.Ordinal)!, [])
            : (null, new(StringComparer.Ordinal) { ["roles"] = [$"Must be a list of any of: {string.Join(", ", known)}."] });
    }
}
