using Microsoft.AspNetCore.HttpOverrides;
using Origin;
using ServiceDefaults;

// An upstream with the defaults of every service, and endpoints that behave in all the ways a gateway has to cope with.
var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.CountConnections();
builder.AddToldHealth();

// What is refused for its size is to be refused by the gateway.
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);

// What the gateway forwards is to be seen as it came.
builder.Services.PostConfigure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.None);

var app = builder.Build();

app.MapDefaultEndpoints();
app.UseWebSockets();
app.MapConnectionCount();
app.MapToldHealth();

// Gateways route what is below this prefix; the rest is internal.
var open = app.MapGroup("/open");
open.MapEcho();
open.MapReplies();
open.MapStreams();
open.MapOrders();

app.Run();
