using Dejima.Client.Calls;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;

namespace Dejima.Client.Handout;

/// <summary>Follows a calculation to its end: status and both streams of its log.</summary>
/// <param name="client">The broker.</param>
/// <param name="observer">Hears of every change and every byte.</param>
public sealed class Following(HostClient client, IHandoutObserver observer)
{
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(50);

    /// <summary>Returns once the calculation has ended and its whole log was heard.</summary>
    public async Task<CalculationStatus> ToEndAsync(Guid id, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var logs = Task.WhenAll(
            StreamAsync(id, LogStream.Stdout, stop.Token), StreamAsync(id, LogStream.Stderr, stop.Token));
        try
        {
            var ended = await StatusAsync(id, cancellationToken).ConfigureAwait(false);
            await logs.ConfigureAwait(false);
            return ended;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await logs.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Reads one stream from its start until it is complete, or until it was deleted with the payload.</summary>
    public async Task StreamAsync(Guid id, LogStream stream, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(id, stream, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerException gone) when (gone.Code == ErrorCode.PayloadGone)
        {
            // Expired or collected by someone else: the status tells that.
        }
    }

    private async Task ReadAsync(Guid id, LogStream stream, CancellationToken cancellationToken)
    {
        long offset = 0;
        for (var complete = false; !complete;)
        {
            var chunk = await client.ReadLogAsync(id, stream, offset, LongPoll, cancellationToken).ConfigureAwait(false);
            offset += chunk.Bytes.Length;
            complete = chunk.Complete;
            if (!chunk.Bytes.IsEmpty)
                observer.Wrote(stream, chunk.Bytes);
        }
    }

    private async Task<CalculationStatus> StatusAsync(Guid id, CancellationToken token)
    {
        var status = await client.StatusAsync(id, token).ConfigureAwait(false);
        for (; ; status = await client.StatusAfterAsync(id, status.Version, LongPoll, token).ConfigureAwait(false))
        {
            observer.Changed(status);
            if (status.State.HasEnded())
                return status;
        }
    }
}
