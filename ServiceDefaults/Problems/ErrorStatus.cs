using System.Data.Common;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.Problems;

/// <summary>The one place that maps an exception to a status code. What is not listed is our fault: 500.</summary>
internal static class ErrorStatus
{
    public static int Of(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        DbException { IsTransient: true } => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
