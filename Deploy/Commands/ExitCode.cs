namespace Deploy.Commands;

/// <summary>What a command ends with; scripts and CI decide by it.</summary>
internal static class ExitCode
{
    /// <summary>Accepted; nothing to do.</summary>
    public const int Fine = 0;

    /// <summary>A fault, or a command line that is not understood.</summary>
    public const int Fault = 1;

    /// <summary>Of a plan: there is something to do.</summary>
    public const int Changes = 2;
}
