using Dejima.Agent.Broker;
using Dejima.Agent.Local;
using Dejima.Client;
using Dejima.Client.Calls;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Leases;
using Dejima.Core.Policies;
using Dejima.Execution.Executors;
using Dejima.Execution.Supervision;
using Dejima.Execution.Workspaces;
using Dejima.Platform;

namespace Dejima.Agent.Calculations;

/// <summary>
/// One calculation from claim to completion. Each step can be taken again, at the broker and here, so an agent that
/// finds the records of another simply starts over and skips what is done.
/// </summary>
internal sealed partial class HeldCalculation
{
    private readonly Duty _duty;
    private readonly HeldRecord _held;
    private readonly HeldLease _lease;
    private StateFolder? _state;

    /// <summary>A new one.</summary>
    public HeldCalculation(Duty duty, Claim claim)
        : this(duty, new HeldRecord(claim, duty.Policies.Current.WorkspaceOf(claim.Calculation)), null)
    {
    }

    /// <summary>One that an earlier agent held.</summary>
    public HeldCalculation(Duty duty, HeldRecord held, StateFolder? state) =>
        (_duty, _held, _state, _lease) = (duty, held, state, new HeldLease(held.Claim.Calculation, held.Claim.Epoch));

    private Claim Claim => _held.Claim;

    /// <summary>Handles it to its end, or until <paramref name="stop"/>, which leaves everything for the next agent. Never throws.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var keeper = LeaseKeeper.Begin(_duty, _lease, Claim.LeaseSeconds, stop);
        await using var _ = keeper.ConfigureAwait(false);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, keeper.Lost);
        try
        {
            var outcome = await HandleAsync(keeper, over.Token).ConfigureAwait(false);
            LogEnded(_duty.Logger, Claim.Calculation, Printable(Claim.Command), Printable(Claim.User), outcome);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            LogLeft(_duty.Logger, Claim.Calculation);
            return;
        }
        catch (Exception failure) when (keeper.Lost.IsCancellationRequested || LeaseKeeper.MeansLost(failure))
        {
            LogLost(_duty.Logger, Claim.Calculation, Printable(Claim.Command), Printable(Claim.User));
        }
        catch (Exception failure)
        {
            LogFailed(_duty.Logger, Claim.Calculation, failure);
            await TryReportFailureAsync(stop).ConfigureAwait(false);
        }

        await ForgetAsync().ConfigureAwait(false);
    }

    private async Task<string> HandleAsync(LeaseKeeper keeper, CancellationToken over)
    {
        try
        {
            _state ??= _duty.Records.Create(_held);
            return await HandleAsync(_state, keeper, over).ConfigureAwait(false);
        }
        catch (IOException full) when (NoRoomException.IsWhy(full) && _state is not { HasOrder: true })
        {
            return await GiveBackAsync(full.Message, keeper, over).ConfigureAwait(false);
        }
    }

    private async Task<string> HandleAsync(StateFolder state, LeaseKeeper keeper, CancellationToken over)
    {
        IRunning running;
        // Written before a power failure, "started" may be missing after it: then nobody knows, and it is not started again.
        if (state.IsStarted || state.IsOfEarlierBoot)
        {
            running = _duty.Executor.Adopt(state);
        }
        else
        {
            var policy = _duty.Policies.Current;
            if (!state.HasOrder && PolicyCheck.Decide(policy, PolicyRequest.Of(Claim)) is var decision)
            {
                if (decision is PolicyDecision.Refused refused)
                    return await RefuseAsync(refused.Reason, keeper, over).ConfigureAwait(false);
                if (await PrepareAsync(state, (PolicyDecision.Accepted)decision, keeper, over).ConfigureAwait(false) is { } unfit)
                    return await CloseAsync(unfit, [], keeper, over).ConfigureAwait(false);
            }

            if (!await MayStartAsync(over).ConfigureAwait(false))
                return await CloseAsync(new EndReport { Cancelled = true }, [], keeper, over).ConfigureAwait(false);
            running = _duty.Executor.Start(state);
        }

        using var cancel = keeper.Cancelled.Register(() => Stop(running, StopReason.Cancel));
        var logs = LogShipping.RunAsync(_duty, _lease, state, running.Ended, over);
        var exit = await running.Ended.WaitAsync(over).ConfigureAwait(false);
        // The exit record is flushed, the command's own files need not have been when the machine went down.
        if (state.IsOfEarlierBoot)
            exit = exit with { Lost = true };
        if (exit.StartFailure is not null || exit.Lost || exit.LeftSomething)
            LogBadExit(_duty.Logger, Claim.Calculation, exit);
        return await ReturnAsync(exit, logs, keeper, over).ConfigureAwait(false);
    }

    private async Task<string> RefuseAsync(Reason reason, LeaseKeeper keeper, CancellationToken over)
    {
        keeper.Leave();
        await _duty.Broker.CallAsync(token => _duty.Client.RefuseAsync(_lease, reason, token), over).ConfigureAwait(false);
        return nameof(CalculationState.Refused);
    }

    private async Task<bool> MayStartAsync(CancellationToken over)
    {
        try
        {
            await _duty.Broker.CallAsync(token => _duty.Client.StartAsync(_lease, token), over).ConfigureAwait(false);
            return true;
        }
        catch (BrokerException refused) when (refused.Code == ErrorCode.CancelRequested)
        {
            return false;
        }
    }

    // Better a calculation that failed than one that comes back for ever.
    private async Task TryReportFailureAsync(CancellationToken stop)
    {
        try
        {
            var report = new EndReport { Reason = EndReports.AgentFailed };
            await _duty.Client.EndAsync(_lease, report, stop).ConfigureAwait(false);
            await _duty.Client.CompleteAsync(_lease, stop).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is BrokerException or BrokerUnreachableException or OperationCanceledException)
        {
            LogNotReported(_duty.Logger, Claim.Calculation, failure.Message);
        }
    }

    private void Stop(IRunning running, StopReason reason)
    {
        try
        {
            running.Stop(reason);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNotStopped(_duty.Logger, Claim.Calculation, failure.Message);
        }
    }

    private async Task ForgetAsync()
    {
        if (_state is null || !Directory.Exists(_state.Folder))
            return;
        try
        {
            if (_state.IsStarted)
            {
                var running = _duty.Executor.Adopt(_state);
                Stop(running, StopReason.Dropped);
                await running.Ended.ConfigureAwait(false);
            }

            RemoveWorkspace(_state);
            Records.Remove(_state);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNotRemoved(_duty.Logger, Claim.Calculation, failure.Message);
        }
    }

    // The broker's words go to the log only if they cannot be mistaken for lines of it.
    private static string Printable(string name) => Contracts.Names.Identifier.IsValid(name) ? name : "?";
}
