namespace Dejima.Contracts.Calculations;

/// <summary>What an agent says once the command has ended (or could not be started).</summary>
public sealed record EndReport
{
    /// <summary>The command's exit code; null when it was never started or died of a signal.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why it did not end well; null when exit code and outputs tell.</summary>
    public Reason? Reason { get; init; }

    /// <summary>The command was stopped because the host asked for it.</summary>
    public bool Cancelled { get; init; }

    /// <summary>The declared outputs that exist. Those not named here are missing.</summary>
    public IReadOnlyList<DeclaredFile> Outputs { get; init => field = value ?? []; } = [];
}
