using Dejima.Workflows.Runs.Results;

namespace Dejima.Workflows.Runs.Records;

/// <summary>
/// A step's entry and exit (R-H3). It has no words of a program or a site in it, and does not tell whether, where and
/// with what the step asked a site (R-G5).
/// </summary>
public sealed record ModuleRecord
{
    /// <summary>The step's name.</summary>
    public required string Step { get; init; }

    /// <summary>The module's name.</summary>
    public required string Module { get; init; }

    /// <summary>The module's version.</summary>
    public string? Version { get; init; }

    /// <summary>Where it stands.</summary>
    public required ModuleOutcome Outcome { get; init; }

    /// <summary>Its entry.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Its exit.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>See <see cref="ModuleResult.ExitCode"/>.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What kind of failure it was.</summary>
    public FailureKind? Failure { get; init; }

    /// <summary>What entered it.</summary>
    public IReadOnlyList<PortRecord> Inputs { get; init; } = [];

    /// <summary>What left it; empty unless it succeeded.</summary>
    public IReadOnlyList<PortRecord> Outputs { get; init; } = [];
}
