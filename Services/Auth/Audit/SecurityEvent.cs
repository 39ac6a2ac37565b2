namespace Auth.Audit;

/// <summary>What the audit log tells. The names are stored and shown, so none is ever renamed.</summary>
internal enum SecurityEvent
{
    Registered,
    FirstAdminCreated,
    SignedIn,
    SignInFailed,
    LockedOut,
    SignedOut,
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
