using Email.Sending;
using Email.Smtp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Email.Tests;

public sealed class SendingOptionsTests
{
    [Theory]
    [InlineData("00:02:29", true)]
    [InlineData("00:02:30", false)]
    public void A_mail_is_not_unsure_while_it_may_still_be_on_its_way(string sendTimeout, bool accepted)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["ConnectionStrings:smtp"] = "smtp://localhost:25?tls=none";
        builder.Configuration["Smtp:From"] = "no-reply@example.org";
        builder.Configuration["Smtp:SendTimeout"] = sendTimeout;
        builder.AddSmtp("smtp");
        builder.AddSending();
        using var services = builder.Services.BuildServiceProvider();

        var fault = Record.Exception(() => services.GetRequiredService<IOptions<SendingOptions>>().Value);

        Assert.Equal(accepted, fault is null);
        Assert.True(accepted || fault!.Message.Contains("Sending:SendingTakesAtMost", StringComparison.Ordinal), fault?.Message);
    }
}
