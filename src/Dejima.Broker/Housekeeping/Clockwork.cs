using Dejima.Broker.Payloads;
using Dejima.Broker.Storage;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Housekeeping;

/// <summary>What time brings: leases run out, calculations expire, idle uploads are let go, leftovers swept.</summary>
internal sealed partial class Clockwork(
    CalculationStore store,
    CalculationQueries queries,
    UploadDesk uploads,
    PayloadSweep sweep,
    RecordSweep records,
    TimeProvider time,
    ILogger<Clockwork> logger) : BackgroundService
{
    private const int MostAtOnce = 256;
    private const int TicksBetweenSweeps = 3600;
    private const int TicksBetweenUploads = 60;

    // While the broker was away, or when the clock was set, no agent could renew; each gets this long before it is called lost.
    private static readonly TimeSpan AgentsReturn = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await sweep.Run(cancellationToken);
        await sweep.Restore(cancellationToken);
        await records.Run(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (begun, clock) = (time.GetUtcNow(), new ClockWatch(time));
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        for (var tick = 1; await Next(timer, stoppingToken); tick++)
        {
            try
            {
                var set = clock.Look();
                await Due(begun, clock, stoppingToken);
                if (set != TimeSpan.Zero)
                    LogClockSet(set);
                if (tick % TicksBetweenUploads == 0)
                    uploads.ForgetIdle();
                if (tick % TicksBetweenSweeps == 0)
                {
                    await sweep.Run(stoppingToken);
                    await records.Run(stoppingToken);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception failure)
            {
                // A full disk, say. The next second is another try.
                LogFailed(failure);
            }
        }
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task Due(DateTimeOffset begun, ClockWatch clock, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = await queries.Due(
            new DueTimes(
                now - clock.Forward,
                Claimed: clock.SetAt is null || now >= clock.SetAt + AgentsReturn ? now : null,
                Started: now >= (clock.SetAt ?? begun) + AgentsReturn ? now - clock.Forward : null),
            MostAtOnce,
            cancellation);
        await Task.WhenAll(due.Select(id => store.Apply(id, new CalculationEvent.Tick())));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock was set by {Set}: agents get time anew, and nothing expires for it")]
    private partial void LogClockSet(TimeSpan set);

    [LoggerMessage(Level = LogLevel.Error, Message = "Housekeeping failed and is tried again")]
    private partial void LogFailed(Exception failure);
}
