using Dejima.Contracts.Calculations;

namespace Dejima.Execution.Supervision;

/// <summary>How a command ended: the content of <c>exit.json</c>.</summary>
public sealed record ExitRecord
{
    /// <summary>Its exit code; null when it has none.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended it; null when it ended by itself.</summary>
    public int? Signal { get; init; }

    /// <summary>Why it was stopped; null when it was not.</summary>
    public StopReason? Stopped { get; init; }

    /// <summary>The time limit that it was stopped at; null when it was not.</summary>
    public TimeLimit? Limit { get; init; }

    /// <summary>Why it could not be started, for the site's log; null when it was.</summary>
    public string? StartFailure { get; init; }

    /// <summary>The supervisor was gone without a record (killed, or the machine went down): nobody knows how it ended.</summary>
    public bool Lost { get; init; }

    /// <summary>Processes of its that could not be ended.</summary>
    public bool LeftSomething { get; init; }

    /// <summary>When it was started (UTC).</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it had ended, its descendants too (UTC).</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
