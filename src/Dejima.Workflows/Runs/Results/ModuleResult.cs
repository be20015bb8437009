namespace Dejima.Workflows.Runs.Results;

/// <summary>How one step of a run ended.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Outcome">Never <see cref="ModuleOutcome.Waiting"/> or <see cref="ModuleOutcome.Running"/>.</param>
public sealed record ModuleResult(string Step, ModuleOutcome Outcome)
{
    /// <summary>When it was entered; null when it never was.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was left; null when it was never entered.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The program's or the command's; null when there is none. Killed by signal n: 128 + n.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public Failure? Failure { get; init; }

    /// <summary>The steps it waited for that did not succeed, when it was skipped.</summary>
    public IReadOnlyList<string> Because { get; init; } = [];
}
