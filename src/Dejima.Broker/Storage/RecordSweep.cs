using Dejima.Broker.Configuration;
using Dejima.Broker.Payloads;
using Dejima.Contracts.Calculations;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Storage;

/// <summary>Forgets the records of calculations that were registered long ago: <c>limits.records</c>.</summary>
internal sealed partial class RecordSweep(
    CommitQueue queue,
    CalculationCache cache,
    PayloadStore payloads,
    CurrentConfiguration configuration,
    TimeProvider time,
    ILogger<RecordSweep> logger)
{
    private const int MostAtOnce = 500;

    /// <summary>Forgets them, some at a time: others write in between.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var (total, kept, more) = (0, 0, true);
        while (more && !cancellation.IsCancellationRequested)
        {
            var (found, forgotten) = await Some(kept);
            (total, kept, more) = (total + forgotten, kept + found - forgotten, found == MostAtOnce);
        }

        if (total > 0)
            LogForgotten(total);
    }

    // Those that are kept are the oldest still, and must not hide the others.
    private async Task<(int Found, int Forgotten)> Some(int kept)
    {
        var before = time.GetUtcNow() - configuration.Now.Records;
        var (found, forgotten) = await queue.Run(async (ledger, cancellation) =>
        {
            var old = await ledger.Database.Calculations
                .Where(row => row.RegisteredAt <= before)
                .Where(row => row.State == CalculationState.Collected || row.State == CalculationState.Expired)
                .OrderBy(row => row.RegisteredAt).ThenBy(row => row.Id)
                .Skip(kept)
                .Take(MostAtOnce)
                .Select(row => row.Id)
                .ToListAsync(cancellation);
            // A record outlives its payload: where one could not be deleted yet, it is what tells that it should be.
            var gone = old.Where(id => !payloads.IsPresent(id)).ToList();
            await ledger.Database.Calculations.Where(row => gone.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
            return (old.Count, gone);
        });
        forgotten.ForEach(cache.Forget);
        return (found, forgotten.Count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Forgot the records of {Calculations} calculations")]
    private partial void LogForgotten(int calculations);
}
