using System.Collections.Concurrent;
using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Cli.Sites;
using Dejima.Client;
using Dejima.Client.Calls;
using Dejima.Client.Connections;
using Dejima.Client.Handout;
using Dejima.Contracts.Calculations;
using Dejima.Workflows.Runs.Remote;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Workflows;

/// <summary>Hands a workflow's calculations to their sites as <c>dejima run</c> does, over one connection per broker.</summary>
internal sealed class SiteCalculations(BrokerResolver resolver) : IRemoteCalculations, IDisposable
{
    private static readonly TimeSpan CancelWithin = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<BrokerAddress, Lazy<HostClient>> _clients = new();

    public async Task<RemoteResult> RunAsync(
        RemoteWork work, IProgress<RemoteProgress> progress, CancellationToken cancellationToken)
    {
        var client = _clients.GetOrAdd(resolver.ForSite(work.Site), at => new Lazy<HostClient>(() => resolver.Connect(at))).Value;
        var observer = new ProgressObserver(progress);
        var id = Guid.CreateVersion7();
        try
        {
            await new Submission(client, observer).SubmitAsync(id, Wanted(work), cancellationToken).ConfigureAwait(false);
            var status = await new Following(client, observer).ToEndAsync(id, cancellationToken).ConfigureAwait(false);
            observer.FlushLines();
            await new Collection(client, observer).FetchAsync(status, work.Folder, cancellationToken).ConfigureAwait(false);
            await client.CollectAsync(id, cancellationToken).ConfigureAwait(false);
            return status.State == CalculationState.Succeeded
                ? new RemoteResult.Succeeded()
                : new RemoteResult.Failed(status.ExitCode, StateWords.Ending(status));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await CancelAsync(client, id, observer).ConfigureAwait(false);
            throw;
        }
        catch (Exception failed) when (Failures.CodeOf(failed) != ExitCode.Internal)
        {
            var left = await CancelAsync(client, id, observer).ConfigureAwait(false);
            return new RemoteResult.Failed(null, left ? $"{failed.Message} {ComeBack(id)}" : failed.Message);
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(client => client.IsValueCreated))
            client.Value.Http.Dispose();
    }

    private static Work Wanted(RemoteWork work) => new()
    {
        Site = work.Site,
        Command = work.Command,
        Parameters = work.Parameters,
        Inputs = [.. work.Inputs.Select(input => new InputFile(input.Path, input.Name))],
        Outputs = work.Outputs,
    };

    private static string ComeBack(Guid id) => Say(
        $"The results are still at the broker: dejima fetch {id}", $"結果はまだブローカーにあります: dejima fetch {id}");

    /// <summary>Ends what nobody waits for any more. Results that were computed are left: they may be all there is.</summary>
    /// <returns>Whether results are left at the broker.</returns>
    private static async Task<bool> CancelAsync(HostClient client, Guid id, ProgressObserver observer)
    {
        using var limit = new CancellationTokenSource(CancelWithin, TimeProvider.System);
        try
        {
            await client.CancelAsync(id, limit.Token).ConfigureAwait(false);
            var ended = await new Following(client, observer).ToEndAsync(id, limit.Token).ConfigureAwait(false);
            if (ended.State == CalculationState.Succeeded)
                return true;
            await client.CollectAsync(id, limit.Token).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is BrokerException or BrokerUnreachableException or OperationCanceledException)
        {
            // It was never registered, or the broker is away; then its time limits end it.
        }

        return false;
    }
}
