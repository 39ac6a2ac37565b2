using Auth.Accounts;
using Auth.Keys;
using Auth.Migrations;
using Auth.Passwords;
using Auth.Sessions;
using Auth.Tokens;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddMySqlDataSource("auth-db");
builder.AddMigrations("auth-db");
builder.AddSigningKeys();
builder.AddTokens();
builder.AddPasswords();
builder.AddAccounts();
builder.AddSessions();
builder.Services.AddOpenApi(options => options.AddBearerSecurity());

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapOpenApi();
app.MapTokens();
app.MapAccounts();
app.MapSessions();

app.Run();
