using Dejima.Client;
using Dejima.Client.Calls;
using Dejima.Contracts.Errors;
using Microsoft.Extensions.Logging;

namespace Dejima.Agent.Broker;

/// <summary>
/// Renews a lease beside everything else, on a connection of its own, so that no transfer delays it (design rule 3). The
/// renewal's answer waits at the broker, so a cancel is heard at once.
/// </summary>
internal sealed partial class LeaseKeeper : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(50);
    private readonly CancellationTokenSource _cancelled = new(), _lost = new(), _over;
    private readonly Task _keeping;
    private volatile bool _leaving;

    private LeaseKeeper(Duty duty, HeldLease lease, double leaseSeconds, CancellationToken shutdown)
    {
        _over = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        _keeping = KeepAsync(duty, lease, leaseSeconds, _over.Token);
    }

    /// <summary>Ends when the host has asked for the end of the calculation.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>Ends when the calculation is no longer this agent's.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Starts keeping.</summary>
    public static LeaseKeeper Begin(Duty duty, HeldLease lease, double leaseSeconds, CancellationToken shutdown) =>
        new(duty, lease, leaseSeconds, shutdown);

    /// <summary>The agent is about to give the lease back, so that it ends is no loss any more.</summary>
    public void Leave() => _leaving = true;

    /// <summary>Whether an answer means that the calculation is no longer this agent's.</summary>
    public static bool MeansLost(Exception failure) =>
        failure is BrokerException { Code: ErrorCode.StaleLease or ErrorCode.UnknownCalculation or ErrorCode.PayloadGone };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
        _cancelled.Dispose();
        _lost.Dispose();
    }

    private async Task KeepAsync(Duty duty, HeldLease lease, double leaseSeconds, CancellationToken over)
    {
        try
        {
            while (true)
            {
                var third = TimeSpan.FromSeconds(Math.Clamp(leaseSeconds / 3, 1, LongestWait.TotalSeconds));
                var begin = duty.Time.GetTimestamp();
                // Once it was heard, a cancel would end every wait at once.
                var wait = _cancelled.IsCancellationRequested ? TimeSpan.Zero : third;
                var renewal = await duty.Broker
                    .CallAsync(token => duty.Client.RenewAsync(lease, wait, token), over).ConfigureAwait(false);
                leaseSeconds = renewal.LeaseSeconds;
                if (renewal.CancelRequested)
                    await _cancelled.CancelAsync().ConfigureAwait(false);
                var left = third - duty.Time.GetElapsedTime(begin);
                if (left > TimeSpan.Zero)
                    await Task.Delay(left, duty.Time, over).ConfigureAwait(false);
            }
        }
        catch (BrokerException failure) when (_leaving && MeansLost(failure))
        {
        }
        catch (Exception failure) when (!over.IsCancellationRequested)
        {
            // Whatever stands against the renewal, without it the lease runs out.
            LogNotRenewed(duty.Logger, lease.Calculation, failure.Message);
            await _lost.CancelAsync().ConfigureAwait(false);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The lease of calculation {Calculation} is not renewed: {Cause}")]
    private static partial void LogNotRenewed(ILogger logger, Guid calculation, string cause);
}
