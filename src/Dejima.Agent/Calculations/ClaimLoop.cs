using Dejima.Agent.Local;
using Dejima.Client.Calls;
using Dejima.Client.Connections;
using Dejima.Contracts.Leases;
using Dejima.Execution.Workspaces;
using Microsoft.Extensions.Logging;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Agent.Calculations;

/// <summary>Claims calculations while there is room for one more, and first of all adopts what an earlier agent left.</summary>
internal sealed partial class ClaimLoop(Duty duty)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);
    private readonly ClaimRequest _self = new(Guid.NewGuid(), HttpClients.Version);
    private readonly Dictionary<Guid, Task> _held = [];

    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var (state, held) in duty.Records.Left(path => LogUnreadable(duty.Logger, path), Stays).ToList())
        {
            LogAdopts(duty.Logger, held.Claim.Calculation);
            Hold(held.Claim, new HeldCalculation(duty, held, state).RunAsync, stop);
        }

        RemoveOrphans();
        try
        {
            while (true)
            {
                await RoomAsync(stop).ConfigureAwait(false);
                if (await ClaimAsync(stop).ConfigureAwait(false) is { } claim)
                    Hold(claim, new HeldCalculation(duty, claim).RunAsync, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Task.WhenAll(_held.Values).ConfigureAwait(false);
        }
    }

    // Their records are gone: somebody removed them, or the policy's 'state' was changed.
    private void RemoveOrphans()
    {
        var workspaces = duty.Policies.Current.Workspaces;
        try
        {
            foreach (var orphan in Workspace.Orphans(workspaces, duty.Records.Id))
            {
                duty.Turn();
                LogOrphan(duty.Logger, orphan);
                Records.TryRemove(orphan, Stays);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNotLooked(duty.Logger, workspaces, failure.Message);
        }
    }

    private void Stays(string folder, string cause) => LogStays(duty.Logger, folder, cause);

    private async Task RoomAsync(CancellationToken stop)
    {
        while (true)
        {
            foreach (var id in _held.Where(entry => entry.Value.IsCompleted).Select(entry => entry.Key).ToList())
                _held.Remove(id);
            var most = duty.Policies.Current.Parallel;
            duty.Service.Status(Say($"{_held.Count} of at most {most} calculations", $"計算 {_held.Count} 件（最大 {most} 件）"));
            if (_held.Count < most)
                break;
            duty.Turn();
            // Looks up now and then: the policy may allow more by now.
            await Task.WhenAny([.. _held.Values, Task.Delay(Wait, duty.Time, CancellationToken.None)]).WaitAsync(stop).ConfigureAwait(false);
        }

        await duty.Room.WaitAsync(duty.Turn, stop).ConfigureAwait(false);
    }

    // The id is made before the first try, so that a claim whose answer was lost is found again and not made twice.
    private async Task<Claim?> ClaimAsync(CancellationToken stop)
    {
        var (id, begin, policy) = (Guid.NewGuid(), duty.Time.GetTimestamp(), duty.Policies.Current);
        var self = _self with
        {
            Times = new(policy.Waiting?.TotalSeconds, policy.Uncollected?.TotalSeconds),
            Restartable = [.. policy.Commands.Values.Where(command => command.Restartable).Select(command => command.Name)],
        };
        try
        {
            var claim = await duty.Broker.CallAsync(
                token =>
                {
                    duty.Turn();
                    return duty.Client.ClaimAsync(policy.Site, id, self, Wait, token);
                },
                stop).ConfigureAwait(false);
            if (claim is not null)
                return claim;
        }
        catch (BrokerException refused)
        {
            LogNoClaim(duty.Logger, refused.Code, refused.Message);
        }

        // A broker that does not wait must not be asked without a pause.
        if (Breath - duty.Time.GetElapsedTime(begin) is var left && left > TimeSpan.Zero)
            await Task.Delay(left, duty.Time, stop).ConfigureAwait(false);
        return null;
    }

    // A calculation whose lease was lost can come back while what was begun with it is still being tidied away.
    private void Hold(Claim claim, Func<CancellationToken, Task> handle, CancellationToken stop)
    {
        var before = _held.GetValueOrDefault(claim.Calculation, Task.CompletedTask);
        _held[claim.Calculation] = Task.Run(
            async () =>
            {
                await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await handle(stop).ConfigureAwait(false);
            },
            CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Information, "Going on with calculation {Calculation} of an earlier agent.")]
    private static partial void LogAdopts(ILogger logger, Guid calculation);

    [LoggerMessage(LogLevel.Warning, "The workspace {Folder} belongs to no calculation any more and is removed.")]
    private static partial void LogOrphan(ILogger logger, string folder);

    [LoggerMessage(LogLevel.Error, "{Folder} cannot be removed and stays: {Cause}")]
    private static partial void LogStays(ILogger logger, string folder, string cause);

    [LoggerMessage(LogLevel.Warning, "{Folder} cannot be searched for workspaces that belong to no calculation: {Cause}")]
    private static partial void LogNotLooked(ILogger logger, string folder, string cause);

    [LoggerMessage(LogLevel.Error, "The record in {Folder} cannot be read; its command, if it runs, is not looked after.")]
    private static partial void LogUnreadable(ILogger logger, string folder);

    [LoggerMessage(LogLevel.Error, "The broker refuses the claim ({Code}): {Message}")]
    private static partial void LogNoClaim(ILogger logger, string code, string message);
}
