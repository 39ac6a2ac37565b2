var builder = DistributedApplication.CreateBuilder(args);

var authDb = builder.AddMySql("auth-mysql").WithDataVolume("auth-mysql-data").AddDatabase("auth-db", "auth");

var auth = builder.AddProject<Projects.Auth>("auth")
    .WithReplicas(2)
    .WithHttpHealthCheck("/health")
    .WithReference(authDb).WaitFor(authDb);

builder.AddProject<Projects.Gateway>("gateway")
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithReference(auth).WaitFor(auth);

builder.Build().Run();
