using Application.Tests.Running;
using Aspire.Hosting.Testing;

namespace Application.Tests.Mail;

internal static class Operator
{
    /// <summary>A client of Email that holds the operator's key.</summary>
    public static async Task<HttpClient> OperatorAsync(this RunningApplication application)
    {
        var client = application.App.CreateHttpClient("email");
        client.Timeout = Deadlines.Answer;
        client.DefaultRequestHeaders.Add("X-Operator-Key", await application.ParameterAsync("operator-key"));
        return client;
    }
}
