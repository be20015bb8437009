namespace Dejima.Contracts.Calculations;

/// <summary>Where a calculation stands. See <c>docs/protocol.md</c> for what leads from one to the next.</summary>
public enum CalculationState
{
    /// <summary>Known to the broker; its inputs are being sent.</summary>
    Registered,

    /// <summary>Released by the host; waits for an agent of the site.</summary>
    Waiting,

    /// <summary>An agent holds its lease and prepares the workspace.</summary>
    Claimed,

    /// <summary>The agent said it starts the command.</summary>
    Running,

    /// <summary>The command has ended; outputs are being returned.</summary>
    Returning,

    /// <summary>Exit code 0 and every declared output returned.</summary>
    Succeeded,

    /// <summary>Ended otherwise; the reason says how.</summary>
    Failed,

    /// <summary>The site's policy said no.</summary>
    Refused,

    /// <summary>Stopped on the host's wish.</summary>
    Cancelled,

    /// <summary>A time limit of the broker ran out.</summary>
    Expired,

    /// <summary>The host has its results; the payload is deleted, the record kept.</summary>
    Collected,
}
