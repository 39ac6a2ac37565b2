namespace Auth.Administration;

/// <summary>What became of a change of roles.</summary>
internal enum RolesChange
{
    Done,
    NoSuchAccount,

    /// <summary>It would leave no administrator.</summary>
    LastAdmin,

    /// <summary>Who asks is no administrator any more; the access token does not know it yet.</summary>
    NotAdmin,
}
