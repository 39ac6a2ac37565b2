using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Xml.Serialization;
using Deploy.Secrets;

namespace Deploy.Tests.Secrets;

public sealed class SecretTests
{
    private const string Value = "hunter2-æøå";

    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    private static readonly Secret Kept = new(Value);

    [Fact]
    public void Every_way_to_print_one_prints_a_mask()
    {
        string[] printed =
        [
            Kept.ToString(),
            $"{Kept}",
            $"{Kept,20}",
            "" + Kept,
            string.Format(CultureInfo.InvariantCulture, "{0}", Kept),
            string.Join(",", [Kept]),
            Convert.ToString((object)Kept, CultureInfo.InvariantCulture)!,
            new Account("root", Kept).ToString(),
            (Kept, 1).ToString(),
            new { Kept }.ToString()!,
            new InvalidOperationException($"no access with {Kept}").ToString(),
            JsonSerializer.Serialize(Kept),
            JsonSerializer.Serialize(new Account("root", Kept)),
            JsonSerializer.Serialize<object>(Kept, WithFields),
            JsonSerializer.Serialize(new Dictionary<string, Secret> { ["password"] = Kept }),
            JsonSerializer.Serialize(new[] { Kept }),
            TypeDescriptor.GetConverter(Kept).ConvertToInvariantString(Kept)!,
        ];

        Assert.All(printed, text => Assert.Contains(Secret.Mask, text));
        Assert.All(printed, text => Assert.DoesNotContain("hunter2", text));
    }

    /// <summary>What structured loggers, serializers and test frameworks look for.</summary>
    [Fact]
    public void Nothing_public_shows_it_but_the_one_method_that_says_so()
    {
        Assert.Empty(typeof(Secret).GetProperties());
        Assert.DoesNotContain(typeof(Secret).GetFields(), field => !field.IsLiteral);
        Assert.DoesNotContain(typeof(Secret).GetMethods(), method => method.Name is "op_Implicit" or "op_Explicit");
        Assert.Equal([nameof(Secret.Reveal)], typeof(Secret).GetMethods().Where(method => method.ReturnType == typeof(string) && method.Name != "ToString").Select(method => method.Name));
        Assert.Equal(Secret.Mask, typeof(Secret).GetCustomAttributes(typeof(DebuggerDisplayAttribute), false).Cast<DebuggerDisplayAttribute>().Single().Value);
        Assert.Equal(Value, Kept.Reveal());
    }

    [Fact]
    public void A_secret_that_cannot_be_serialized_is_not_serialized() =>
        Assert.Throws<InvalidOperationException>(() => new XmlSerializer(typeof(Secret)));

    [Fact]
    public void A_mask_is_not_read_back_as_a_secret() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Account>("{\"Password\":\"***\"}"));

    [Fact]
    public void What_is_no_secret_is_refused_without_being_shown()
    {
        Assert.Throws<ArgumentException>(() => new Secret(""));
        Assert.DoesNotContain("hunter2", Assert.Throws<ArgumentException>(() => new Secret("hunter2\0")).ToString());
    }

    [Fact]
    public void Equal_values_are_equal_and_hash_to_nothing()
    {
        Assert.Equal(Kept, new Secret(Value));
        Assert.NotEqual(Kept, new Secret("hunter3"));
        Assert.Equal(new Secret("a").GetHashCode(), new Secret("b").GetHashCode());
    }

    [Fact]
    public void A_text_made_of_secrets_is_masked_in_every_form()
    {
        var mask = new SecretMask([new Secret("p@ss\"word/1"), new Secret("p@ss"), new Secret("-----BEGIN KEY-----\nMIIEvQIBADAN\n-----END KEY-----")]);

        Assert.Equal("Server=db;Password=***;", mask.Hide("Server=db;Password=p@ss\"word/1;"));
        Assert.Equal("mysql://root:***@db", mask.Hide("mysql://root:p%40ss%22word%2F1@db"));
        Assert.Equal("{\"a\":\"***\"}", mask.Hide(JsonSerializer.Serialize(new { a = "p@ss\"word/1" })));
        Assert.Equal("Basic ***", mask.Hide("Basic " + Convert.ToBase64String("p@ss\"word/1"u8)));
        Assert.Equal("-***\n", mask.Hide("-MIIEvQIBADAN\n"));
        Assert.Equal("nothing here", mask.Hide("nothing here"));
    }

    private sealed record Account(string User, Secret Password);
}
