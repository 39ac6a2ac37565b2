namespace Auth.Passwords;

internal enum PasswordCheck
{
    Wrong,
    Right,

    /// <summary>Right, but hashed with less work than is configured now: hash it again while the password is at hand.</summary>
    RightButOutdated,

    /// <summary>Nothing was compared: no turn came within <see cref="PasswordOptions.MaxWait"/>.</summary>
    Busy,
}
