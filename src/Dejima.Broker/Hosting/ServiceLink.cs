using Dejima.Broker.Configuration;
using Dejima.Broker.Storage;
using Dejima.Platform;

namespace Dejima.Broker.Hosting;

/// <summary>
/// What the broker tells and hears of the manager of services. It counts as alive while its only writer answers: what
/// changes anything goes through that.
/// </summary>
internal sealed class ServiceLink(
    ServiceManager manager, CommitQueue queue, ConfigurationWatcher watcher, IHostApplicationLifetime lifetime, TimeProvider time)
    : BackgroundService
{
    private CancellationTokenRegistration _stopping;
    private IDisposable? _reloads;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _stopping = lifetime.ApplicationStopping.Register(manager.Stopping);
        _reloads = manager.OnReload(watcher.LookAgain);
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stopping.Dispose();
        _reloads?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(manager.Watchdog / 3 ?? Timeout.InfiniteTimeSpan, time, stoppingToken);
                await Answer().WaitAsync(stoppingToken);
                manager.Alive();
            }
        }
        catch (OperationCanceledException)
        {
            // The broker stops.
        }
    }

    // A full disk is an answer too: a restart would not mend it.
    private async Task Answer() =>
        await queue.Run((_, _) => Task.FromResult(true)).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
