using Auth.Accounts;
using Auth.Administration;
using Auth.Audit;
using Auth.Confirmations;
using Auth.Events;
using Auth.Keys;
using Auth.Lockout;
using Auth.Passwords;
using Auth.Pruning;
using Auth.Sessions;
using Auth.Tokens;
using ServiceDefaults;
using ServiceDefaults.Migrations;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddMySqlDataSource("auth-db");
builder.AddKeyedMySqlDataSource("auth-reads", reads => reads.DisableHealthChecks = true);
builder.AddMigrations("auth-db", typeof(Program).Assembly);
builder.AddEvents();
builder.AddSigningKeys();
builder.AddTokens();
builder.AddAudit();
builder.AddPasswords();
builder.AddLockout();
builder.AddAccounts();
builder.AddSessions();
builder.AddConfirmations();
builder.AddAdministration();
builder.AddPruning();
builder.Services.AddOpenApi(options => options.AddBearerSecurity());

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapOpenApi();
app.MapTokens();
app.MapAccounts();
app.MapOwnAccount();
app.MapOwnSessions();
app.MapSessions();
app.MapConfirmations();
app.MapAdministration();
app.MapAudit();

app.Run();
