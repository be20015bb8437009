namespace Dejima.Broker.Configuration;

/// <summary>How much users and sites may have at the broker at one time. Null is no quota.</summary>
internal sealed record Quotas
{
    /// <summary>Calculations of one user that are registered or wait.</summary>
    public long? WaitingPerUser { get; init; } = 10_000;

    /// <summary>Calculations for one site that are registered or wait.</summary>
    public long? WaitingPerSite { get; init; } = 100_000;

    /// <summary>Files of one user, bytes as declared.</summary>
    public long? UserSize { get; init; }

    /// <summary>Files of everybody, bytes as declared.</summary>
    public long? TotalSize { get; init; }
}
