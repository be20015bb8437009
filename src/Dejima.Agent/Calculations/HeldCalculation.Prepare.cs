using Dejima.Agent.Broker;
using Dejima.Client.Transfers;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Core.Policies;
using Dejima.Execution.Supervision;
using Dejima.Execution.Workspaces;

namespace Dejima.Agent.Calculations;

/// <content>Before the start: workspace and inputs.</content>
internal sealed partial class HeldCalculation
{
    private const int TransfersAtOnce = 4;

    /// <summary>Makes the workspace, fetches the inputs and settles what to run.</summary>
    /// <returns>Null when all is ready, else how the calculation ends.</returns>
    private async Task<EndReport?> PrepareAsync(
        StateFolder state, PolicyDecision.Accepted accepted, LeaseKeeper keeper, CancellationToken over)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over, keeper.Cancelled);
        try
        {
            if (state.HasWorkspace)
                PrivateFolder.Remove(_held.Workspace);
            var workspace = Workspace.Create(_held.Workspace, Claim.Inputs.Sum(input => input.Size));
            state.MarkWorkspace();
            await FetchAsync(workspace, either.Token).ConfigureAwait(false);
            state.WriteOrder(RunOrder.Of(Claim.Calculation, accepted, workspace, state, _duty.Variable));
            return null;
        }
        catch (OperationCanceledException) when (keeper.Cancelled.IsCancellationRequested)
        {
            return new EndReport { Cancelled = true };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            LogNotPrepared(_duty.Logger, Claim.Calculation, failure.Message);
            return new EndReport { Reason = EndReports.NoWorkspace };
        }
    }

    private Task FetchAsync(Workspace workspace, CancellationToken token)
    {
        var downloader = new Downloader(_duty.Client.Http);
        var options = new ParallelOptions { MaxDegreeOfParallelism = TransfersAtOnce, CancellationToken = token };
        return Parallel.ForEachAsync(Claim.Inputs, options, async (input, each) =>
        {
            var download = new Download(
                Routes.Input(Claim.Calculation, input.Name), input, workspace.PlaceFor(input.Name), Claim.Epoch);
            await _duty.Broker.CallAsync(again => downloader.FetchAsync(download, null, again), each).ConfigureAwait(false);
        });
    }
}
