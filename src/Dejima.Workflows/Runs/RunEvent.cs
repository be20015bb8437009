using Dejima.Contracts.Calculations;
using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Workflows;

namespace Dejima.Workflows.Runs;

/// <summary>Something that happened in a run, for a live view.</summary>
/// <param name="At">When.</param>
public abstract record RunEvent(DateTimeOffset At)
{
    /// <summary>The run began.</summary>
    public sealed record RunStarted(DateTimeOffset At, Guid Id, WorkflowPlan Plan, string Folder) : RunEvent(At);

    /// <summary>A step was entered.</summary>
    public sealed record ModuleStarted(DateTimeOffset At, string Step) : RunEvent(At);

    /// <summary>A step's calculation came to a state at its site.</summary>
    public sealed record ModuleProgress(DateTimeOffset At, string Step, CalculationState State) : RunEvent(At);

    /// <summary>Something people should know of a step's calculation.</summary>
    public sealed record ModuleNotice(DateTimeOffset At, string Step, string Text) : RunEvent(At);

    /// <summary>A step's program, or its command at the site, wrote a line. Long lines come in pieces.</summary>
    public sealed record ModuleOutput(DateTimeOffset At, string Step, LogStream Stream, string Line) : RunEvent(At);

    /// <summary>A step ended, or was given up before it was entered.</summary>
    public sealed record ModuleEnded(DateTimeOffset At, ModuleResult Result) : RunEvent(At);

    /// <summary>The run ended; its record is complete.</summary>
    public sealed record RunEnded(DateTimeOffset At, RunResult Result) : RunEvent(At);
}
