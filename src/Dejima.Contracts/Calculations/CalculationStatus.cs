namespace Dejima.Contracts.Calculations;

/// <summary>All that a calculation's owner may see of it. Never a payload or a parameter's value.</summary>
public sealed record CalculationStatus
{
    /// <summary>The id the host made.</summary>
    public required Guid Id { get; init; }

    /// <summary>The site's name.</summary>
    public required string Site { get; init; }

    /// <summary>The command's name.</summary>
    public required string Command { get; init; }

    /// <summary>Whose it is.</summary>
    public required string User { get; init; }

    /// <summary>Where it stands.</summary>
    public required CalculationState State { get; init; }

    /// <summary>How it ended, kept after it was collected.</summary>
    public CalculationState? Outcome { get; init; }

    /// <summary>Grows with every change; what a long poll waits past.</summary>
    public required long Version { get; init; }

    /// <summary>Someone asked for its end and the agent has not confirmed yet.</summary>
    public bool CancelRequested { get; init; }

    /// <summary>The command's exit code, when it had one.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why it ended as it did, in words.</summary>
    public Reason? Reason { get; init; }

    /// <summary>When the host registered it (UTC).</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When the host released it (UTC).</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>When the agent said it starts the command (UTC, broker's clock).</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it reached its outcome (UTC).</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When an agent of the site was last in touch with the broker; null if none ever was.</summary>
    public DateTimeOffset? SiteSeenAt { get; init; }

    /// <summary>Why it still waits; null once it was taken or has ended, and where there is no queue to look into.</summary>
    public QueueStatus? Queue { get; init; }

    /// <summary>The inputs and how far they have come.</summary>
    public IReadOnlyList<InputStatus> Inputs { get; init => field = value ?? []; } = [];

    /// <summary>The outputs and how far they have come.</summary>
    public IReadOnlyList<OutputStatus> Outputs { get; init => field = value ?? []; } = [];
}
