using Deploy.Faults;

namespace Deploy.Manifest;

/// <summary>A way to reach a resource.</summary>
/// <param name="Scheme">Of its URLs, such as http or tcp.</param>
/// <param name="Protocol">tcp or udp.</param>
/// <param name="Transport">http, http2 or tcp.</param>
/// <param name="Port">What others connect to, where stated; 1 to 65535.</param>
/// <param name="TargetPort">What the process listens on, where stated; 1 to 65535. Projects mostly leave it to the deployer.</param>
/// <param name="External">Whether it is open to clients outside.</param>
internal sealed record Binding(
    string Name, string Scheme, string Protocol, string Transport, int? Port, int? TargetPort, bool External, Position At);
