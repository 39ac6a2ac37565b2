using System.Buffers.Binary;
using System.Text;

namespace Gateway.Tests.Http2;

/// <summary>Frames of HTTP/2 (RFC 9113) and headers in them (RFC 7541), by hand, so that they can be wrong. Text is Latin-1.</summary>
internal static class Frames
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte GoAway = 7;
    public const byte EndStream = 0x01;
    public const byte EndHeaders = 0x04;
    public const byte Acknowledgement = 0x01;

    public static readonly byte[] Preface = Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    public static byte[] Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(9));
        return frame;
    }

    /// <summary>A header that is in no table, as it stands.</summary>
    public static byte[] Field(string name, string value) => [0, .. Text(name), .. Text(value)];

    private static byte[] Text(string text) => text.Length < 0x7f
        ? [(byte)text.Length, .. Encoding.Latin1.GetBytes(text)]
        : throw new ArgumentOutOfRangeException(nameof(text), "Longer than one byte of length tells.");
}
