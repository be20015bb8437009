using System.Data.Common;
using System.Threading.Channels;
using Dejima.Broker.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Storage;

/// <summary>
/// The one writer. Changes that arrive while a commit is being flushed share the next one: a flush takes milliseconds,
/// a change far less, so this is what makes many small calculations fast without giving up durability.
/// </summary>
internal sealed partial class CommitQueue(
    IDbContextFactory<BrokerContext> databases,
    CalculationCache cache,
    WaitingRoom room,
    Tally tally,
    CurrentConfiguration configuration,
    ILogger<CommitQueue> logger) : IHostedService, IDisposable
{
    private const int MostTogether = 128;
    private const int MostAttempts = 3;

    private readonly Channel<Pending> _pending =
        Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });

    private Task _work = Task.CompletedTask;
    private WriterConnection? _writer;
    private DataFolder? _folder;

    /// <summary>Makes a change; ends once it is durable. The change must not do anything outside of the ledger.</summary>
    public Task<T> Run<T>(Func<Ledger, CancellationToken, Task<T>> change)
    {
        var pending = new Pending<T>(change);
        if (!_pending.Writer.TryWrite(pending))
            pending.Fail(new OperationCanceledException("the broker stops"));
        return pending.Done;
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _folder = DataFolder.Take(configuration.Now.DataFolder);
        await using (var database = await databases.CreateDbContextAsync(cancellationToken))
        {
            await BrokerDatabase.Prepare(database, cancellationToken);
            await foreach (var stored in CalculationQueries.Kept(database).WithCancellation(cancellationToken))
            {
                room.See(stored);
                tally.Move(null, stored.Value);
            }
        }

        _work = Task.Run(Work, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _pending.Writer.TryComplete();
        // What was asked for is finished, however late it is: it takes milliseconds.
        await _work;
        await CloseWriter();
    }

    /// <inheritdoc/>
    public void Dispose() => _folder?.Dispose();

    private async Task Work()
    {
        var batch = new List<Pending>(MostTogether);
        while (await _pending.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostTogether && _pending.Reader.TryRead(out var next))
                batch.Add(next);
            if (batch.Count > 1 && await Together(batch) is null)
                continue;
            foreach (var pending in batch)
                await Alone(pending);
        }
    }

    private async Task Alone(Pending pending)
    {
        for (var attempt = 1; ; attempt++)
        {
            var failure = await Together([pending]);
            if (failure is null)
                return;
            if (failure is DbUpdateConcurrencyException && attempt < MostAttempts)
                continue;
            pending.Fail(failure);
            return;
        }
    }

    // Null when all is durable; else why nothing is.
    private async Task<Exception?> Together(List<Pending> batch)
    {
        Ledger? ledger = null;
        try
        {
            _writer ??= await WriterConnection.Open(databases);
            ledger = new Ledger(_writer.Database, _writer.Calculations, cache, room, tally);
            await using var transaction = await _writer.Database.Database.BeginTransactionAsync();
            foreach (var pending in batch)
                await pending.Do(ledger, CancellationToken.None);
            await transaction.CommitAsync();
        }
        catch (Exception failure)
        {
            ledger?.Discard();
            LogRolledBack(failure, batch.Count);
            await CloseWriter();
            return failure;
        }

        ledger.Publish();
        foreach (var pending in batch)
            pending.Tell();
        return null;
    }

    // After a failure nobody knows what state it is in; the next transaction opens another.
    private async Task CloseWriter()
    {
        var writer = _writer;
        _writer = null;
        try
        {
            if (writer is not null)
                await writer.DisposeAsync();
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException)
        {
            LogNotClosed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A transaction of {Changes} changes was rolled back")]
    private partial void LogRolledBack(Exception failure, int changes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection to the database did not close as it should")]
    private partial void LogNotClosed(Exception failure);
}
