using Dejima.Workflows.Runs.Programs;
using Dejima.Workflows.Runs.Results;

namespace Dejima.Workflows.Runs.Steps;

/// <summary>Says what an exception means for the step in which it happened. The other steps go on.</summary>
internal static class StepFailures
{
    /// <summary>The step's end.</summary>
    /// <param name="before">What was known of it.</param>
    /// <param name="fault">What happened.</param>
    /// <param name="end">How its program ended, when that is not what happened.</param>
    /// <param name="cancellationToken">Says whether the run was cancelled.</param>
    public static ModuleResult Result(
        ModuleResult before, Exception fault, ProgramEnd? end, CancellationToken cancellationToken)
    {
        if (fault is OperationCanceledException && cancellationToken.IsCancellationRequested)
            return before with { Outcome = ModuleOutcome.Cancelled };
        var known = fault as ModuleFailedException;
        var failure = known?.Failure ?? new Failure(Kind(fault), fault.Message);
        return before with
        {
            Outcome = ModuleOutcome.Failed,
            ExitCode = known?.ExitCode ?? before.ExitCode,
            Failure = end is null ? failure : failure with { LastLines = end.LastLines },
        };
    }

    private static FailureKind Kind(Exception fault) =>
        fault is IOException or UnauthorizedAccessException ? FailureKind.Files : FailureKind.Unexpected;
}
