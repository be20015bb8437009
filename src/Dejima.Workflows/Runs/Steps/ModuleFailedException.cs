using Dejima.Workflows.Runs.Results;

namespace Dejima.Workflows.Runs.Steps;

/// <summary>A step failed in a way that is no fault of Dejima.</summary>
internal sealed class ModuleFailedException(Failure failure, int? exitCode = null) : Exception(failure.Message)
{
    /// <summary>A failure of which there is no more to say.</summary>
    public ModuleFailedException(FailureKind kind, string message)
        : this(new Failure(kind, message))
    {
    }

    /// <summary>Why.</summary>
    public Failure Failure { get; } = failure;

    /// <summary>The program's or the command's; null when there is none.</summary>
    public int? ExitCode { get; } = exitCode;
}
