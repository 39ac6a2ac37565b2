using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults.Problems;

/// <summary>
/// Every error leaves as application/problem+json (RFC 9457) with the trace id, and says nothing of what went wrong
/// inside; that is in the log, under the same trace id.
/// </summary>
internal static class ProblemDefaults
{
    public static void AddProblems(this IHostApplicationBuilder builder)
    {
        // Before AddProblemDetails: the first writer that can write does.
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        builder.Services.AddProblemDetails();

        // Development would throw where production answers 400: one behaviour, everywhere.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = ErrorStatus.Of,
            ExceptionHandler = WriteProblem,
        });
        app.UseStatusCodePages(page => WriteProblem(page.HttpContext));
    }

    // The same type and title as the problems that handlers return.
    private static Task WriteProblem(HttpContext context)
    {
        var response = context.Response;
        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count == 0)
        {
            // In seconds. What is transient, such as a deadlock or a database that restarts, is worth another try.
            response.Headers.RetryAfter = "1";
        }

        return TypedResults.Problem(statusCode: response.StatusCode).ExecuteAsync(context);
    }
}
