namespace Dejima.Workflows.Runs.Results;

/// <summary>Why a step, or a run, failed.</summary>
/// <param name="Kind">For programs.</param>
/// <param name="Message">For people.</param>
public sealed record Failure(FailureKind Kind, string Message)
{
    /// <summary>The last lines the program wrote to standard error, oldest first.</summary>
    public IReadOnlyList<string> LastLines { get; init; } = [];
}
