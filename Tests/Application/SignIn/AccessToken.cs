using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Application.Tests.SignIn;

/// <summary>An access token taken apart, to be put together again in ways that Auth would not.</summary>
internal sealed class AccessToken(string token)
{
    public JsonObject Header { get; } = Part(token, 0);

    public JsonObject Payload { get; } = Part(token, 1);

    public static JsonObject Claims(string token) => Part(token, 1);

    public string Sign(ECDsa key) => Seal(text => key.SignData(text, HashAlgorithmName.SHA256));

    public string Sign(byte[] sharedSecret) => Seal(text => HMACSHA256.HashData(sharedSecret, text));

    public string Unsigned() => Seal(_ => []);

    /// <summary>Under the signature of the original.</summary>
    public string Unchecked() => Seal(_ => Base64UrlEncoder.DecodeBytes(token.Split('.')[2]));

    private string Seal(Func<byte[], byte[]> sign)
    {
        var text = $"{Base64UrlEncoder.Encode(Header.ToJsonString())}.{Base64UrlEncoder.Encode(Payload.ToJsonString())}";
        return $"{text}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static JsonObject Part(string token, int index) =>
        JsonNode.Parse(Base64UrlEncoder.DecodeBytes(token.Split('.')[index]))!.AsObject();
}
