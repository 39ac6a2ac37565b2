using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Harness.Gateways;
using Harness.Origins;

namespace Gateway.Tests.Http2;

/// <summary>A gateway with a certificate that the test made, by configuration alone.</summary>
public sealed class TlsGateway : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("certificate-");
    private OriginProcess? _origin;
    private GatewayProcess? _gateway;
    private string _thumbprint = "";

    internal GatewayProcess Gateway => _gateway ?? throw new InvalidOperationException("It has not started.");

    public async Task InitializeAsync()
    {
        var certificate = Path.Combine(_folder.FullName, "gateway.pfx");
        await File.WriteAllBytesAsync(certificate, NewCertificate());
        _origin = await OriginProcess.StartAsync();
        _gateway = await GatewayProcess.StartAsync(
            new GatewaySettings()
                .Service("origin", _origin.Address).OpenRoute("open", "origin").WithoutRateLimits()
                .Set("Kestrel:Certificates:Default:Path", certificate),
            Uri.UriSchemeHttps);
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _origin!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A client that insists on one version of HTTP.</summary>
    internal HttpClient Client(Version version)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = Trusts;
        return new HttpClient(handler)
        {
            BaseAddress = Gateway.Address,
            DefaultRequestVersion = version,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    internal bool Trusts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate?.GetCertHashString() == _thumbprint;

    private byte[] NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=gateway.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _thumbprint = certificate.Thumbprint;
        return certificate.Export(X509ContentType.Pfx);
    }
}
