using System.Globalization;
using AppHost.Operating;

var builder = DistributedApplication.CreateBuilder(args);

var authDb = builder.AddMySql("auth-mysql").WithDataVolume("auth-mysql-data").AddDatabase("auth-db", "auth");
var emailDb = builder.AddMySql("email-mysql").WithDataVolume("email-mysql-data").AddDatabase("email-db", "email");
var messaging = builder.AddRabbitMQ("messaging").WithManagementPlugin().WithDataVolume("messaging-data");
var signingSecret = builder.AddParameter("auth-signing-secret", new GenerateParameterDefault { MinLength = 32 }, secret: true, persist: true);
var adminEmail = builder.AddParameter("first-admin-email");
var operatorKey = builder.AddParameter("operator-key", new GenerateParameterDefault { MinLength = 32 }, secret: true, persist: true);
var mailFrom = builder.AddParameter("mail-from");
var adminPassword = builder.AddParameter("first-admin-password", new GenerateParameterDefault(), secret: true, persist: true);

var gateway = builder.AddProject<Projects.Gateway>("gateway").WithExternalHttpEndpoints();
var gatewayHealth = gateway.WithHttpEndpoint(name: "health").GetEndpoint("health");

// Where people reach the gateway: tokens name it as their issuer, and links in mails lead there.
var address = builder.ExecutionContext.IsPublishMode
    ? ReferenceExpression.Create($"{builder.AddParameter("public-address")}")
    : ReferenceExpression.Create($"{gateway.GetEndpoint("http")}");

var auth = builder.AddProject<Projects.Auth>("auth")
    .WithReplicas(2)
    .WithHttpHealthCheck("/health")
    .WithEnvironment("Tokens__Issuer", $"{address}/auth")
    .WithEnvironment("Confirmations__PublicAddress", address)
    .WithEnvironment("SigningKeys__Secret", signingSecret)
    .WithEnvironment("FirstAdmin__Email", adminEmail)
    .WithEnvironment("FirstAdmin__Password", adminPassword)
    .WithReference(authDb).WaitFor(authDb)
    .WithReference(authDb, "auth-reads")
    .WithReference(messaging);

IResourceBuilder<IResourceWithConnectionString> smtp;
if (builder.ExecutionContext.IsRunMode)
{
    var queues = Path.Combine(builder.AppHostDirectory, "Messaging", "queues.conf");
    messaging.WithContainerFiles("/etc/rabbitmq/conf.d", [new ContainerFile { Name = "20-queues.conf", SourcePath = queues }]);
    var maildev = builder.AddExecutable("maildev", "bash", "Mail", "start")
        .WithEndpoint(scheme: "smtp", env: "MAILDEV_SMTP_PORT")
        .WithHttpEndpoint(name: "inbox", env: "MAILDEV_WEB_PORT")
        .WithUrlForEndpoint("inbox", url => url.DisplayText = "Inbox")
        .WithHttpHealthCheck("/api/healthz");
    smtp = builder.AddConnectionString("smtp", ReferenceExpression.Create($"{maildev.GetEndpoint("smtp")}?tls=none"));

    // Hashing fills cores, and here two replicas share them.
    auth.WithEnvironment("Passwords__Parallel", Math.Max(1, Environment.ProcessorCount / 2).ToString(CultureInfo.InvariantCulture));
}
else
{
    smtp = builder.AddConnectionString("smtp");
}

builder.AddProject<Projects.Email>("email")
    .WithReplicas(2)
    .WithHttpHealthCheck("/health")
    .WithEnvironment("Smtp__From", mailFrom)
    .WithEnvironment("Messaging__ManagementUrl", messaging.GetEndpoint("management"))
    .WithDeadLetterCommands(operatorKey, "/email/dead-letters", "email.events", "email_tasks")
    .WithOperatorCommand(operatorKey, HttpMethod.Get, "/email/unsure", "List unsure mails", "MailUnread")
    .WithReference(emailDb).WaitFor(emailDb)
    .WithReference(messaging)
    .WithReference(smtp)
    .WithReference(auth);

gateway
    .WithHttpHealthCheck("/health", endpointName: "health")
    .WithEnvironment("Gateway__HealthPort", $"{gatewayHealth.Property(EndpointProperty.TargetPort)}")
    .WithReference(auth).WaitFor(auth);

builder.Build().Run();
