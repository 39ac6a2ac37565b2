using Deploy.Rendering;
using Deploy.Secrets;

namespace Deploy.Resolution;

/// <summary>What one service signs in to one server with, and no other.</summary>
/// <param name="Service">The resource that refers to the server.</param>
/// <param name="Databases">Those that its connection strings name.</param>
internal sealed record Account(string Server, string Service, string User, Secret Password, SortedSet<string> Databases)
{
    public MaskedText Filled(bool user, bool encoded) => user
        ? encoded ? Uri.EscapeDataString(User) : User
        : encoded ? ((MaskedText)Password).Escape(Uri.EscapeDataString) : Password;
}
