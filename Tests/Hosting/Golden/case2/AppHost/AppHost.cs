var builder = DistributedApplication.CreateBuilder(args);

var adminEmail = builder.AddParameter("admin-email");
var keyProtection = builder.AddParameter("key-protection", secret: true);
var smtp = builder.AddConnectionString("smtp");

var messaging = builder.AddRabbitMQ("messaging").WithManagementPlugin().WithDataVolume("messaging-data");

var authServer = builder.AddMySql("auth-mysql").WithDataVolume("auth-mysql-data").WithArgs("--performance-schema=OFF");
var authDb = authServer.AddDatabase("auth-db", "auth");
var authReads = builder.AddConnectionString("auth-reads", ReferenceExpression.Create($"{authDb}"));

var emailDb = builder.AddMySql("email-mysql").WithDataVolume("email-mysql-data").AddDatabase("email-db", "email");

var auth = builder.AddProject<Projects.Auth>("auth")
    .WithReplicas(2)
    .WithHttpHealthCheck("/health")
    .WithEnvironment("Auth__AdminEmail", adminEmail)
    .WithEnvironment("Auth__KeyProtection", keyProtection)
    .WithReference(authDb).WaitFor(authDb)
    .WithReference(authReads)
    .WithReference(messaging).WaitFor(messaging);

builder.AddProject<Projects.Email>("email")
    .WithHttpHealthCheck("/health")
    .WithReference(emailDb).WaitFor(emailDb)
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(smtp);

var catalog = builder.AddProject<Projects.Catalog>("catalog")
    .WithHttpHealthCheck("/health")
    .WithHttpEndpoint(name: "grpc")
    .WithEndpoint("grpc", endpoint => endpoint.Transport = "http2")
    .WithReference(messaging).WaitFor(messaging);

builder.AddProject<Projects.Gateway>("gateway")
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithReference(auth).WaitFor(auth)
    .WithReference(catalog).WaitFor(catalog)
    .WithReference(catalog.GetEndpoint("grpc"));

builder.Build().Run();
