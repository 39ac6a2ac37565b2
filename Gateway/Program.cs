using Gateway;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddOutsiderGuard();
builder.AddProxy();

var app = builder.Build();

app.MapDefaultEndpoints();
app.UseOutsiderGuard();
app.MapReverseProxy();

app.Run();
