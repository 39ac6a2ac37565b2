using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Tokens;
using ServiceDefaults;
using ServiceDefaults.Users;

namespace Auth.Tokens;

internal static class TokensApi
{
    private static readonly string[] GetOrHead = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Tokens, and users who present them here: checked with our own keys, where another service asks us.</summary>
    public static void AddTokens(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<TokensOptions>("Tokens").Validate(
            tokens => tokens.HasHttpIssuer,
            "Tokens:Issuer must be an absolute http or https URL without query, fragment or final slash.");
        builder.Services.AddSingleton<AccessTokens>();
        builder.Services.AddSingleton<IssuerMetadata>();
        builder.Services.AddSingleton<BaseConfigurationManager, OwnKeys>();
        builder.AddUsers();
    }

    public static void MapTokens(this WebApplication app)
    {
        var documents = app.MapGroup("/auth/.well-known").WithTags("Tokens");

        Map(documents, "/openid-configuration", Metadata);
        Map(documents, "/jwks.json", Keys);
    }

    private static FileContentHttpResult Metadata(IssuerMetadata issuer, HttpResponse response) => issuer.Metadata.Answer(response);

    private static FileContentHttpResult Keys(IssuerMetadata issuer, HttpResponse response) => issuer.Keys.Answer(response);

    private static void Map(RouteGroupBuilder documents, string path, Delegate handler) => documents
        .MapMethods(path, GetOrHead, handler)
        .Produces(StatusCodes.Status200OK, contentType: "application/json")
        .Produces(StatusCodes.Status304NotModified);
}
