using Dejima.Client;
using Dejima.Client.Calls;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Core.Transfers;
using Dejima.Execution.Workspaces;
using Microsoft.Extensions.Logging;

namespace Dejima.Agent.Calculations;

/// <summary>Sends the command's two streams while it runs. Only the broker knows how much it has; it is asked by sending.</summary>
internal static partial class LogShipping
{
    private const int LargestPiece = 256 * 1024;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Completes when the command has ended and all of both streams was sent.</summary>
    public static Task RunAsync(Duty duty, HeldLease lease, StateFolder state, Task ended, CancellationToken over) => Task.WhenAll(
        ShipAsync(duty, lease, LogStream.Stdout, state.Stdout, state.LogBytes ?? long.MaxValue, ended, over),
        ShipAsync(duty, lease, LogStream.Stderr, state.Stderr, state.LogBytes ?? long.MaxValue, ended, over));

    private static async Task ShipAsync(
        Duty duty, HeldLease lease, LogStream stream, string path, long limit, Task ended, CancellationToken over)
    {
        long offset = 0;
        var piece = new byte[LargestPiece];
        while (true)
        {
            // Asked before reading: what is written until the end is then sure to be seen.
            var last = ended.IsCompleted;
            var length = offset < limit
                ? await ReadAsync(path, offset, piece.AsMemory(0, (int)Math.Min(piece.Length, limit - offset)), over).ConfigureAwait(false)
                : Mark(path, limit, offset - limit, piece);
            if (length > 0)
            {
                if (await SendAsync(duty, lease, stream, offset, piece.AsMemory(0, length), over).ConfigureAwait(false) is not { } next)
                    return;
                offset = next;
            }
            else if (last)
            {
                return;
            }
            else
            {
                await Task.WhenAny(ended, Task.Delay(Look, duty.Time, over)).ConfigureAwait(false);
                over.ThrowIfCancellationRequested();
            }
        }
    }

    // Behind the limit the log has a line that says so, if the command wrote more.
    private static int Mark(string path, long limit, long offset, Span<byte> piece)
    {
        var mark = new FileInfo(path) is { Exists: true } log && log.Length > limit ? LogMarks.Full(limit) : [];
        var left = mark.AsSpan((int)Math.Min(offset, mark.Length));
        left.CopyTo(piece);
        return left.Length;
    }

    private static async Task<int> ReadAsync(string path, long offset, Memory<byte> piece, CancellationToken over)
    {
        if (!File.Exists(path))
            return 0;
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        return await RandomAccess.ReadAsync(file, piece, offset, over).ConfigureAwait(false);
    }

    /// <returns>Where to go on; null when the broker takes no more.</returns>
    private static async Task<long?> SendAsync(
        Duty duty, HeldLease lease, LogStream stream, long offset, ReadOnlyMemory<byte> bytes, CancellationToken over)
    {
        try
        {
            return await duty.Broker.CallAsync(
                token => duty.Client.AppendLogAsync(lease, stream, offset, bytes, token), over).ConfigureAwait(false);
        }
        catch (BrokerException mismatch)
            when (mismatch.Code == ErrorCode.OffsetMismatch && mismatch.Problem.Offset is { } there && there != offset)
        {
            return there;
        }
        catch (BrokerException full) when (full.Code == ErrorCode.TooLarge)
        {
            LogFull(duty.Logger, lease.Calculation, stream, offset);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The broker takes no more of {Stream} of calculation {Calculation} after {Offset} bytes.")]
    private static partial void LogFull(ILogger logger, Guid calculation, LogStream stream, long offset);
}
