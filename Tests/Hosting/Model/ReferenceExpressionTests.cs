using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Hosting.Tests.Model;

public class ReferenceExpressionTests
{
    private readonly IDistributedApplicationBuilder _builder = Application.Builder("--Parameters:secret=p@ss/w{0}rd");

    [Fact]
    public async Task A_value_takes_the_place_of_each_hole()
    {
        var secret = _builder.AddParameter("secret", secret: true);

        var expression = ReferenceExpression.Create($"amqp://{secret}:{secret.Resource:uri}@{"host"}");

        Assert.Equal("amqp://p@ss/w{0}rd:p%40ss%2Fw%7B0%7Drd@host", await expression.GetValueAsync(CancellationToken.None));
        Assert.Equal("amqp://{secret.value}:{secret.value}@host", expression.ValueExpression);
    }

    [Fact]
    public async Task Literal_braces_stay_what_they_are()
    {
        var expression = ReferenceExpression.Create($"/catalog/{{**rest}}");

        Assert.Equal("/catalog/{**rest}", await expression.GetValueAsync(CancellationToken.None));
        Assert.Equal("/catalog/{**rest}", expression.ValueExpression);
    }

    [Fact]
    public void An_unknown_format_is_refused()
    {
        var secret = _builder.AddParameter("secret");

        Assert.Throws<FormatException>(() => ReferenceExpression.Create($"{secret.Resource:base64}"));
    }

    [Fact]
    public async Task A_parameter_without_a_value_says_how_to_give_it_one()
    {
        var missing = _builder.AddParameter("api-key");

        var error = await Assert.ThrowsAsync<MissingParameterValueException>(async () => await missing.Resource.GetValueAsync(CancellationToken.None));

        Assert.StartsWith("'api-key' has no value: set configuration key 'Parameters:api-key'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generated_password_has_128_bits_and_only_signs_that_need_no_quoting()
    {
        var password = new GenerateParameterDefault { Special = false }.GetDefaultValue();

        Assert.Equal(22, password.Length);
        Assert.All(password, sign => Assert.True(char.IsAsciiLetterOrDigit(sign)));
    }
}
