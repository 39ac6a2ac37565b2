namespace Gateway.Tests.Requests;

/// <summary>All cases, by name.</summary>
internal static class RequestCorpus
{
    public static readonly IReadOnlyDictionary<string, RequestCase> Cases = new[]
    {
        LengthCases.All, CodingCases.All, ChunkCases.All, LineCases.All, TargetCases.All, HeaderCases.All,
    }.SelectMany(cases => cases).ToDictionary(@case => @case.Name);
}
