using Gateway.Answers;
using Gateway.Configuration;
using Gateway.Health;
using Gateway.Limits;
using Gateway.Outsiders;
using Gateway.Refusals;
using Gateway.Routing;
using Gateway.Users;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddGatewayOptions();
builder.AddOutsiderGuard();
builder.AddServerLimits();
builder.AddRefusals();
builder.AddHealthPort();
builder.AddRateLimits();
builder.AddRoutePolicies();
builder.AddAnswers();
builder.AddProxy();

var app = builder.Build();

app.UseRefusals();
app.UseSecurityHeaders();
app.MapDefaultEndpoints();
app.UseOutsiderGuard();
app.UseServerLimits();
app.UseRouting();
app.UseHealthPort();
app.UseCorsByConfiguration();
app.UseWebSocketOrigins();
app.UseRateLimiter();
app.UseAuthentication();
app.UseAuthorization();
app.UseAnswers();
app.MapProxy();

app.Run();
