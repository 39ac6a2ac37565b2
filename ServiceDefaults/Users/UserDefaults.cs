using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace ServiceDefaults.Users;

public static class UserDefaults
{
    // The media type of a JWT access token (RFC 9068): an ID token or any other JWT of the same issuer is none.
    private const string AccessTokenType = "at+jwt";

    /// <summary>
    /// Takes the access tokens of Auth (<c>Authorization: Bearer …</c>), by the section <c>Users</c>. Which endpoints need one is
    /// said by <see cref="UserRequirements"/>. A service that has the keys itself registers its own
    /// <see cref="BaseConfigurationManager"/> instead of the one that asks Auth.
    /// </summary>
    /// <remarks>
    /// <c>WebApplication</c> authenticates before everything else. A service that has something to do first calls
    /// <c>UseAuthentication()</c> and <c>UseAuthorization()</c> itself, where they belong.
    /// </remarks>
    public static TBuilder AddUsers<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddValidatedOptions<UsersOptions>("Users")
            .Validate(users => users.HasHttpAddress, "Users:MetadataAddress must be an absolute http or https URL.");

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHttpClient(IssuerDocuments.Client, IssuerDocuments.Limit);
        builder.Services.AddSingleton<IssuerDocuments>();
        builder.Services.TryAddSingleton<BaseConfigurationManager, IssuerKeys>();
        builder.Services.AddSingleton<AccessTokenHandler>();

        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<AccessTokenHandler, BaseConfigurationManager, IOptions<UsersOptions>>(Configure);
        return builder;
    }

    private static void Configure(
        JwtBearerOptions bearer, AccessTokenHandler handler, BaseConfigurationManager keys, IOptions<UsersOptions> users)
    {
        bearer.TokenHandlers.Clear();
        bearer.TokenHandlers.Add(handler);
        bearer.TokenValidationParameters = Rules(keys, users.Value);
        bearer.Events = new UserProblems();
        bearer.SaveToken = false;
    }

    /// <summary>Signature, issuer, audience and lifetime are checked by default; here is what we ask beyond that.</summary>
    internal static TokenValidationParameters Rules(BaseConfigurationManager keys, UsersOptions users) => new()
    {
        ConfigurationManager = keys,
        ValidAudience = users.Audience,
        ClockSkew = users.ClockSkew,
        ValidTypes = [AccessTokenType],
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],

        // The key is the one that the token names, or there is none; a stranger's token costs one verification at most.
        TryAllIssuerSigningKeys = false,
        NameClaimType = UserClaims.AccountIdClaim,
        RoleClaimType = UserClaims.RolesClaim,
    };
}
