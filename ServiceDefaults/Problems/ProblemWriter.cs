using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.Problems;

/// <summary>
/// Writes the document whatever the Accept header says. The framework's writer declines <c>text/html</c>, and an
/// exception that nobody wrote an answer for goes on to the developer's exception page, stack trace and all.
/// </summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        problem.Status ??= http.Response.StatusCode;

        // The bare trace id, as the dashboard searches for it.
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;

        // By runtime type: a validation problem has its list of errors in a derived class.
        await http.Response.WriteAsJsonAsync(
            problem, problem.GetType(), options: null, "application/problem+json", http.RequestAborted);
    }
}
