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
    private RecordingOrigin? _recorder;
    private GatewayProcess? _gateway;
    private string _thumbprint = "";

    internal GatewayProcess Gateway => _gateway ?? throw new InvalidOperationException("It has not started.");

    /// <summary>The upstream of <c>/recorded</c>.</summary>
    internal RecordingOrigin Recorder => _recorder ?? throw new InvalidOperationException("It has not started.");

    public async Task InitializeAsync()
    {
        var (certificate, key) = (Path.Combine(_folder.FullName, "cert.pem"), Path.Combine(_folder.FullName, "key.pem"));
        WriteCertificate(certificate, key);
        _origin = await OriginProcess.StartAsync();
        _recorder = RecordingOrigin.Start();
        _gateway = await GatewayProcess.StartAsync(
            new GatewaySettings()
                .Service("origin", _origin.Address).OpenRoute("open", "origin").WithoutRateLimits()
                .Service("recorder", _recorder.Address).OpenRoute("recorded", "recorder")
                .Set("Kestrel:Endpoints:Https:Certificate:Path", certificate)
                .Set("Kestrel:Endpoints:Https:Certificate:KeyPath", key),
            Uri.UriSchemeHttps);
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _origin!.DisposeAsync();
        await Recorder.DisposeAsync();
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

    private void WriteCertificate(string path, string keyPath)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=gateway.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _thumbprint = certificate.Thumbprint;
        File.WriteAllText(path, certificate.ExportCertificatePem());
        File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());
    }
}
