namespace Dejima.Workflows.Runs.Remote;

/// <summary>How a calculation at a site ended.</summary>
public abstract record RemoteResult
{
    private RemoteResult()
    {
    }

    /// <summary>Exit code 0, and every wanted file has been written.</summary>
    public sealed record Succeeded : RemoteResult;

    /// <summary>Anything else.</summary>
    /// <param name="ExitCode">The command's; null when there is none.</param>
    /// <param name="Reason">For people: refused, unreachable, timed out, the last lines of its log, …</param>
    public sealed record Failed(int? ExitCode, string Reason) : RemoteResult;
}
