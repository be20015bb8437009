namespace Dejima.Workflows.Runs.Remote;

/// <summary>
/// Hands calculations to sites, by whichever method each site is reached. Workflows know nothing of the methods; who
/// starts a run brings this along.
/// </summary>
public interface IRemoteCalculations
{
    /// <summary>
    /// Does one calculation from registration to the collected results. Called for several at a time.
    /// </summary>
    /// <param name="work">What is asked of which site.</param>
    /// <param name="progress">Is told at once and in order; must not be told anything after the end.</param>
    /// <param name="cancellationToken">Cancels the calculation at the site as well.</param>
    /// <returns>
    /// <see cref="RemoteResult.Succeeded"/> only when every file of <see cref="RemoteWork.Outputs"/> is written.
    /// </returns>
    /// <exception cref="OperationCanceledException">The calculation was cancelled on the token's request.</exception>
    /// <remarks>Any other exception counts as a failure of the module.</remarks>
    Task<RemoteResult> RunAsync(
        RemoteWork work, IProgress<RemoteProgress> progress, CancellationToken cancellationToken);
}
