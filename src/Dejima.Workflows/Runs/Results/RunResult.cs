namespace Dejima.Workflows.Runs.Results;

/// <summary>How a run ended.</summary>
/// <param name="Id">The run's id, version 7.</param>
/// <param name="Outcome">Never <see cref="RunOutcome.Running"/>.</param>
/// <param name="Modules">Every step's end, in the workflow's order.</param>
/// <param name="Outputs">
/// The results in the run's folder: absolute path by output. After a failure only those that could be had; none after
/// a cancel.
/// </param>
/// <param name="Folder">The run's folder, absolute.</param>
public sealed record RunResult(
    Guid Id,
    RunOutcome Outcome,
    IReadOnlyList<ModuleResult> Modules,
    IReadOnlyDictionary<string, string> Outputs,
    string Folder)
{
    /// <summary>Why the results could not be written; null when they could. Steps have failures of their own.</summary>
    public Failure? Failure { get; init; }
}
