namespace Dejima.Execution.Supervision;

/// <summary>Why a command is stopped before its end.</summary>
public enum StopReason
{
    /// <summary>The host asked for it.</summary>
    Cancel,
    /// <summary>It ran longer than allowed.</summary>
    Timeout,
    /// <summary>The calculation is no longer this site's.</summary>
    Dropped,
}
