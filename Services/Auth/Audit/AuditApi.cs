using Auth.Administration;
using Auth.Pruning;
using Auth.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using ServiceDefaults;
using ServiceDefaults.Users;

namespace Auth.Audit;

internal static class AuditApi
{
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<AuditOptions>("Audit");
        builder.Services.AddSingleton<AuditLog>();
        builder.Services.AddSingleton<AuditReader>();
        builder.Services.AddSingleton(provider => new ExpiredRows(
            "audit_events", "at", provider.GetRequiredService<IOptions<AuditOptions>>().Value.Retention));
    }

    public static void MapAudit(this WebApplication app) => app
        .MapGet("/auth/audit", List)
        .WithTags("Administration")
        .RequireRole(Roles.Admin)
        .RequireLiveSession();

    private static async Task<Results<Ok<AuditPage>, ValidationProblem>> List(
        AuditReader audit, CancellationToken cancellationToken, Guid? account = null, long? before = null, int limit = PageSize.Default) =>
        PageSize.Fault(limit) is { } fault
            ? TypedResults.ValidationProblem(fault)
            : TypedResults.Ok(await audit.ReadAsync(account, before, limit, cancellationToken));
}
