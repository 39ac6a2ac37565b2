namespace Auth.Audit;

/// <summary>What the audit log tells. The names are stored and shown, so none is ever renamed.</summary>
internal enum SecurityEvent
{
    Registered,
    FirstAdminCreated,
    SignedIn,

    /// <summary>A password was wrong, or the account unknown; also where an owner gives the password once more.</summary>
    SignInFailed,

    /// <summary>The same, and it was one too many: the next attempt has to wait.</summary>
    LockedOut,

    SignedOut,

    /// <summary>From elsewhere: by the owner from the list, by an administrator, or because there were too many.</summary>
    SessionsEnded,

    /// <summary>A refresh token came a second time: somebody has a copy. The session was ended.</summary>
    RefreshTokenReused,

    PasswordChanged,
    PasswordResetRequested,
    PasswordReset,
    EmailConfirmationRequested,
    EmailConfirmed,
    RolesChanged,
    AccountDeleted,
    SigningKeyRotated,
}
