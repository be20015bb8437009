namespace Dejima.Ssh.Gate;

/// <summary>The site's forced command that a host reaches over SSH: <c>dejima gate --policy site.yaml</c> (R-S6).</summary>
public static class SiteGate
{
    /// <summary>Serves one session of a host.</summary>
    /// <param name="options">What the gate is started with.</param>
    /// <param name="input">From the host.</param>
    /// <param name="output">To the host.</param>
    /// <param name="cancellationToken">Ends the session; commands go on.</param>
    /// <returns>The process's exit code.</returns>
    public static Task<int> RunAsync(GateOptions options, Stream input, Stream output, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
