using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Auth.Accounts;

namespace Auth.Tests;

/// <summary>A record's own <c>ToString</c> shows all its properties, and what is printed ends in a log some day.</summary>
public sealed partial class SecretTests
{
    private const string Secret = "correct horse battery staple";

    public static TheoryData<Type> Bearers => new(typeof(Registration).Assembly.GetTypes().Where(IsRecord).Where(HasSecret));

    [Theory]
    [MemberData(nameof(Bearers))]
    public void No_record_prints_a_password_a_token_or_a_hash(Type record)
    {
        var instance = RuntimeHelpers.GetUninitializedObject(record);
        foreach (var property in record.GetProperties().Where(IsSecret))
        {
            property.SetValue(instance, Secret);
            Assert.Equal(Secret, property.GetValue(instance));
        }

        Assert.DoesNotContain(Secret, instance.ToString(), StringComparison.Ordinal);
    }

    private static bool IsRecord(Type type) => !type.IsAbstract && type.GetMethod("<Clone>$") is not null;

    private static bool HasSecret(Type type) => type.GetProperties().Any(IsSecret);

    private static bool IsSecret(System.Reflection.PropertyInfo property) =>
        property.PropertyType == typeof(string) && property.CanWrite && Name().IsMatch(property.Name);

    [GeneratedRegex("(?:Password|Token|Hash|Secret)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
