using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Cli.Sites;
using Dejima.Cli.Submitted;
using Dejima.Client.Connections;
using Dejima.Client.Handout;
using Dejima.Contracts.Calculations;
using Dejima.Workflows.Runs.Remote;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Workflows;

/// <summary>Hands a workflow's calculations to their sites as <c>dejima run</c> does, whichever method reaches them.</summary>
internal sealed class SiteCalculations(SiteResolver resolver) : IRemoteCalculations
{
    private static readonly TimeSpan CancelWithin = TimeSpan.FromMinutes(1);

    public async Task<RemoteResult> RunAsync(
        RemoteWork work, IProgress<RemoteProgress> progress, CancellationToken cancellationToken)
    {
        var observer = new ProgressObserver(progress);
        var address = resolver.ForSite(work.Site);
        var handout = resolver.Open(address, observer);
        await using var _ = handout.ConfigureAwait(false);
        var id = Guid.CreateVersion7();
        try
        {
            SubmittedStore.Note(id, work.Site, work.Folder, address);
            await handout.SubmitAsync(id, Wanted(work), cancellationToken).ConfigureAwait(false);
            var status = await handout.ToEndAsync(id, cancellationToken).ConfigureAwait(false);
            observer.FlushLines();
            await handout.FetchAsync(status, work.Folder, cancellationToken).ConfigureAwait(false);
            await handout.CollectAsync(id, cancellationToken).ConfigureAwait(false);
            SubmittedStore.Forget(id);
            return status.State == CalculationState.Succeeded
                ? new RemoteResult.Succeeded()
                : new RemoteResult.Failed(status.ExitCode, StateWords.Ending(status));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await CancelAsync(handout, id).ConfigureAwait(false);
            throw;
        }
        catch (Exception failed) when (Failures.CodeOf(failed) != ExitCode.Internal)
        {
            var left = await CancelAsync(handout, id).ConfigureAwait(false);
            return new RemoteResult.Failed(null, left ? $"{failed.Message} {ComeBack(id)}" : failed.Message);
        }
    }

    private static Work Wanted(RemoteWork work) => new()
    {
        Site = work.Site,
        Command = work.Command,
        Parameters = work.Parameters,
        Inputs = [.. work.Inputs.Select(input => new InputFile(input.Path, input.Name))],
        Outputs = work.Outputs,
        Into = work.Folder,
    };

    private static string ComeBack(Guid id) => Say(
        $"The results are kept: dejima fetch {id}", $"結果は残っています: dejima fetch {id}");

    /// <summary>Ends what nobody waits for any more. Results that were computed are left: they may be all there is.</summary>
    /// <returns>Whether results are left.</returns>
    private static async Task<bool> CancelAsync(IHandout handout, Guid id)
    {
        using var limit = new CancellationTokenSource(CancelWithin, TimeProvider.System);
        try
        {
            await handout.CancelAsync(id, limit.Token).ConfigureAwait(false);
            var ended = await handout.ToEndAsync(id, limit.Token).ConfigureAwait(false);
            if (ended.State == CalculationState.Succeeded)
                return true;
            await handout.CollectAsync(id, limit.Token).ConfigureAwait(false);
            SubmittedStore.Forget(id);
        }
        catch (Exception failed) when (failed is HandoutException or UnreachableException or SetupException or OperationCanceledException)
        {
            // It was never registered, or the broker is away; then its time limits end it.
        }

        return false;
    }
}
