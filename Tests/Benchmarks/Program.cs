using Benchmarks;

// dotnet run --project Tests/Benchmarks -c Release -- NAME
// Each benchmark measures ours beside the raw thing, interleaved in one run, and prints a table. Nothing is asserted here.
return args switch
{
    ["startup"] => await Startup.RunAsync(),
    ["gateway"] => await GatewayThroughput.RunAsync(),
    ["tracing"] => await TracingCost.RunAsync(),
    ["signin"] => await SignInFlood.RunAsync(),
    ["relay"] => await RelayThroughput.RunAsync(),
    ["inbox"] => await InboxThroughput.RunAsync(),
    ["register"] => await RegistrationLatency.RunAsync(),
    ["latency"] => await DeliveryLatency.RunAsync(),
    ["plan"] => await Planning.RunAsync(),
    _ => Unknown(),
};

static int Unknown()
{
    Console.Error.WriteLine("Name a benchmark: startup, gateway, tracing, signin, register, relay, inbox, latency, plan");
    return 1;
}
