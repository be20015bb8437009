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
    /// <summary>Makes the workspace, fetches the inputs and settles what to run.</summary>
    /// <returns>Null when all is ready, else how the calculation ends.</returns>
    private async Task<EndReport?> PrepareAsync(
        StateFolder state, PolicyDecision.Accepted accepted, LeaseKeeper keeper, CancellationToken over)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over, keeper.Cancelled);
        try
        {
            RemoveWorkspace(state);
            var workspace = Workspace.Create(_held.Workspace, Claim.Inputs.Sum(input => input.Size), OwnerOf(state));
            state.MarkWorkspace();
            await FetchAsync(workspace, either.Token).ConfigureAwait(false);
            state.WriteOrder(RunOrder.Of(Claim.Calculation, accepted, workspace, state, _duty.Variable) with { LogBytes = _duty.Policies.Current.LogSize });
            _duty.Room.Has();
            return null;
        }
        catch (OperationCanceledException) when (keeper.Cancelled.IsCancellationRequested)
        {
            return new EndReport { Cancelled = true };
        }
        catch (IOException full) when (NoRoomException.IsWhy(full))
        {
            throw;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            LogNotPrepared(_duty.Logger, Claim.Calculation, failure.Message);
            return new EndReport { Reason = EndReports.NoWorkspace };
        }
    }

    // An agent that was killed right after it had made the folder could not note that any more; it is empty then.
    private void RemoveWorkspace(StateFolder state) => Workspace.Remove(_held.Workspace, OwnerOf(state), state.HasWorkspace);

    private WorkspaceOwner OwnerOf(StateFolder state) => new(_duty.Records.Id, state.Folder);

    /// <summary>Nothing was started, so another agent, or this one later, may have it.</summary>
    private async Task<string> GiveBackAsync(string cause, LeaseKeeper keeper, CancellationToken over)
    {
        LogNoRoom(_duty.Logger, Claim.Calculation, cause);
        _duty.Room.Lacks();
        keeper.Leave();
        // First, since this agent may be the next to have it.
        await ForgetAsync().ConfigureAwait(false);
        await _duty.Broker.CallAsync(token => _duty.Client.GiveBackAsync(_lease, EndReports.NoRoom, token), over).ConfigureAwait(false);
        return nameof(CalculationState.Waiting);
    }

    private Task FetchAsync(Workspace workspace, CancellationToken token)
    {
        var downloader = new Downloader(_duty.Client.Http);
        var options = AtOnce.Options(Claim.Inputs, token);
        return Parallel.ForEachAsync(Claim.Inputs, options, async (input, each) =>
        {
            var download = new Download(
                Routes.Input(Claim.Calculation, input.Name), input, workspace.PlaceFor(input.Name), Claim.Epoch);
            await _duty.Broker.CallAsync(again => downloader.FetchAsync(download, null, again), each).ConfigureAwait(false);
        });
    }
}
