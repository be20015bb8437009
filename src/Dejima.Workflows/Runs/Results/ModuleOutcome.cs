namespace Dejima.Workflows.Runs.Results;

/// <summary>Where a step of a run stands. The names stand in records and stay.</summary>
public enum ModuleOutcome
{
    /// <summary>Waits for what it needs, or for its turn.</summary>
    Waiting,

    /// <summary>Was entered.</summary>
    Running,

    /// <summary>Every output is there.</summary>
    Succeeded,

    /// <summary>Ended otherwise.</summary>
    Failed,

    /// <summary>Was never started, since a step it needs something of did not succeed.</summary>
    Skipped,

    /// <summary>Was stopped, or never started, since the run was cancelled.</summary>
    Cancelled,
}
