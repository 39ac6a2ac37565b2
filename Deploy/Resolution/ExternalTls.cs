namespace Deploy.Resolution;

/// <summary>Says in a value that the connection is encrypted and the server's name is checked, each in its own form.</summary>
internal static class ExternalTls
{
    /// <returns>Null where the form is not known.</returns>
    public static IReadOnlyList<Piece>? Apply(IReadOnlyList<Piece> pieces)
    {
        if (pieces.Count == 1)
        {
            return pieces;
        }

        var first = (pieces[0] as TextPiece)?.Text ?? "";
        return first switch
        {
            _ when first.StartsWith("amqp://", StringComparison.Ordinal) => [new TextPiece($"amqps{first[4..]}"), .. pieces.Skip(1)],
            _ when first.StartsWith("mongodb://", StringComparison.Ordinal) => Query("tls=true"),
            _ when first.StartsWith("mysql://", StringComparison.Ordinal) => Query("ssl-mode=VERIFY_IDENTITY"),
            _ when first.StartsWith("jdbc:mysql://", StringComparison.Ordinal) => Query("sslMode=VERIFY_IDENTITY"),
            _ when first.StartsWith("Server=", StringComparison.OrdinalIgnoreCase) => [.. pieces, new TextPiece(";SslMode=VerifyFull")],
            _ => null,
        };

        Piece[] Query(string parameter)
        {
            var hasQuery = pieces.OfType<TextPiece>().Any(text => text.Text.Contains('?'));
            return [.. pieces, new TextPiece($"{(hasQuery ? '&' : '?')}{parameter}")];
        }
    }
}
