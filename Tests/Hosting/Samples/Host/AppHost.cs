var builder = DistributedApplication.CreateBuilder(args);

var database = builder.AddMySql("sample-mysql").AddDatabase("sample-db");

builder.AddProject<Projects.Web>("sample-web")
    .WithReplicas(2)
    .WithHttpHealthCheck("/health")
    .WithReference(database).WaitFor(database);

builder.Build().Run();
