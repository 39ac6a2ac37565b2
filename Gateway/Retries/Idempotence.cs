namespace Gateway.Retries;

internal static class Idempotence
{
    /// <summary>RFC 9110, 9.2.2: carried out twice, it has the effect of once. TRACE is one too, and refused at the door.</summary>
    public static bool Holds(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)
        || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method);
}
