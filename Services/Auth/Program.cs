using Auth.Accounts;
using Auth.Migrations;
using Auth.Passwords;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddMySqlDataSource("auth-db");
builder.AddMigrations("auth-db");
builder.AddPasswords();
builder.AddAccounts();
builder.Services.AddOpenApi();

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapOpenApi();
app.MapAccounts();

app.Run();
