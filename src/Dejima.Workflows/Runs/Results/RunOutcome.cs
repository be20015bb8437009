namespace Dejima.Workflows.Runs.Results;

/// <summary>Where a run stands. The names stand in records and stay.</summary>
public enum RunOutcome
{
    /// <summary>Under way, or killed before it could say how it ended.</summary>
    Running,

    /// <summary>Every step succeeded and the results are in the run's folder.</summary>
    Succeeded,

    /// <summary>A step, or writing the results, failed.</summary>
    Failed,

    /// <summary>Cancelled by its user.</summary>
    Cancelled,
}
