namespace Dejima.Contracts.Calculations;

/// <summary>Stable codes of <see cref="Reason"/>.</summary>
public static class ReasonCode
{
    /// <summary>The command ended with an exit code other than 0.</summary>
    public const string ExitCode = "exit-code";

    /// <summary>The command was ended by a signal that Dejima did not send.</summary>
    public const string Signal = "signal";

    /// <summary>A declared output was not written.</summary>
    public const string OutputMissing = "output-missing";

    /// <summary>A declared output is larger than the site or the broker allows, or no regular file.</summary>
    public const string OutputUnfit = "output-unfit";

    /// <summary>The command could not be started at the site.</summary>
    public const string StartFailed = "start-failed";

    /// <summary>The site's disk is full for now; only while it waits.</summary>
    public const string SiteFull = "site-full";

    /// <summary>The workspace could not be prepared.</summary>
    public const string WorkspaceFailed = "workspace-failed";

    /// <summary>The command ran longer than allowed.</summary>
    public const string Timeout = "timeout";

    /// <summary>The agent did not come back within its grace time.</summary>
    public const string AgentLost = "agent-lost";

    /// <summary>The site's policy said no.</summary>
    public const string Policy = "policy";

    /// <summary>Somebody who may asked for the end.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The inputs were not sent and released in time.</summary>
    public const string NotReleased = "not-released";

    /// <summary>No agent took it in time.</summary>
    public const string NotClaimed = "not-claimed";

    /// <summary>The results were not collected in time.</summary>
    public const string NotCollected = "not-collected";
}
