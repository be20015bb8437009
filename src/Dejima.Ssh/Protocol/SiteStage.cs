namespace Dejima.Ssh.Protocol;

/// <summary>How far a calculation has come at its site.</summary>
public enum SiteStage
{
    /// <summary>The site knows nothing of it: not yet, or not any more.</summary>
    Unknown,

    /// <summary>It has a workspace, and inputs may be sent. The command was never started.</summary>
    Prepared,

    /// <summary>The host said start, and others run before it.</summary>
    Waiting,

    /// <summary>The command was started and has not ended.</summary>
    Running,

    /// <summary>The command has ended, or will never be started: see the report.</summary>
    Ended,
}
