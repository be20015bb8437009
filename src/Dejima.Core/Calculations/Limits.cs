namespace Dejima.Core.Calculations;

/// <summary>How long a calculation may stay where it is: what the broker says of it.</summary>
public sealed record Limits
{
    /// <summary>From registration to release.</summary>
    public TimeSpan Registered { get; init; } = TimeSpan.FromHours(24);

    /// <summary>From release to the claim.</summary>
    public TimeSpan Waiting { get; init; } = TimeSpan.FromDays(7);

    /// <summary>From start to end; null for no limit of the broker's.</summary>
    public TimeSpan? Running { get; init; }

    /// <summary>From the end to collection.</summary>
    public TimeSpan Uncollected { get; init; } = TimeSpan.FromDays(7);

    /// <summary>A lease, unless renewed.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The same for a calculation that may be started again, and then is.</summary>
    public TimeSpan RestartGrace { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>After the lease of a started calculation ran out, how long its agent may take to come back.</summary>
    public TimeSpan AgentGrace { get; init; } = TimeSpan.FromHours(24);
}
