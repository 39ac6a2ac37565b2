using Deploy.Rendering;
using Deploy.Secrets;

namespace Deploy.Recipes.Dashboard;

/// <summary>The Aspire dashboard on its host.</summary>
/// <param name="FrontendPort">On loopback: people come through SSH.</param>
/// <param name="OtlpKey">What senders show.</param>
/// <param name="BrowserToken">What a person shows.</param>
/// <param name="Memory">In bytes: its limit.</param>
/// <param name="Senders">Every host that a process of ours runs on.</param>
internal sealed record DashboardInput(
    Place Host, int FrontendPort, int OtlpGrpcPort, int OtlpHttpPort, Secret OtlpKey, Secret BrowserToken, long Memory, IReadOnlyList<Place> Senders);
