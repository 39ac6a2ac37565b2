using Email.Accounts;
using Email.Sending;
using Email.Smtp;
using Email.Tasks;
using Email.Templates;
using Email.Unsure;
using ServiceDefaults;
using ServiceDefaults.Messaging;
using ServiceDefaults.Messaging.DeadLetters;
using ServiceDefaults.Migrations;
using ServiceDefaults.Users;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddUsers();
builder.AddMySqlDataSource("email-db");
builder.AddMigrations("email-db", typeof(Program).Assembly);
builder.AddSmtp("smtp");
builder.AddTemplates();
builder.AddSending();
builder.AddMessaging("messaging", "email-db")
    .Handles<UserRegistered, AccountMails>(AccountEvents.Default.UserRegistered)
    .Handles<ConfirmationRequested, AccountMails>(AccountEvents.Default.ConfirmationRequested)
    .Handles<ResetRequested, AccountMails>(AccountEvents.Default.ResetRequested)
    .HandlesQueue<TaskHandler>("email_tasks", Patience.ForMails)
    .ConfigureEvents(Patience.ForMails);
builder.Services.AddOpenApi();

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapOpenApi();
app.MapDeadLetters("/email/dead-letters");
app.MapUnsureMails("/email/unsure");

app.Run();
