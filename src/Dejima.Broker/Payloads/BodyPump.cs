using System.Buffers;

namespace Dejima.Broker.Payloads;

/// <summary>
/// Moves a request's body to where it is kept, in large blocks. While one block is hashed and written the next is
/// already being received, so network and disk do not wait for one another.
/// </summary>
internal static class BodyPump
{
    private const int BlockBytes = 1 << 19;
    private const int SmallestBlockBytes = 1 << 12;

    /// <summary>Moves at most <paramref name="room"/> bytes.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="room">Bytes that still fit.</param>
    /// <param name="expected">What the request says its body's length is, if it says.</param>
    /// <param name="keep">Keeps a block, in order. Not called twice at a time.</param>
    /// <param name="cancellation">The caller went away.</param>
    /// <returns>Whether the body ended within the room; false when it goes on past it.</returns>
    /// <exception cref="IOException">The connection was cut, with all that arrived kept; or keeping failed.</exception>
    public static async Task<bool> Move(
        Stream body, long room, long? expected, Action<ReadOnlyMemory<byte>> keep, CancellationToken cancellation)
    {
        var size = (int)Math.Clamp(Math.Min(room, expected ?? room), SmallestBlockBytes, BlockBytes);
        var filling = ArrayPool<byte>.Shared.Rent(size);
        var keeping = ArrayPool<byte>.Shared.Rent(size);
        var kept = Task.CompletedTask;
        try
        {
            while (true)
            {
                var (filled, more, cut) = await Fill(body, filling.AsMemory(0, (int)Math.Min(size, room)), cancellation);
                await kept;
                (filling, keeping) = (keeping, filling);
                room -= filled;
                var block = keeping.AsMemory(0, filled);
                // The last block is kept right here: there is nothing to receive meanwhile.
                var last = !more || room == 0;
                if (last && filled > 0)
                    keep(block);
                else if (filled > 0)
                    kept = Task.Run(() => keep(block), CancellationToken.None);
                cut?.Throw();
                if (last)
                    return !more || await body.ReadAsync(filling.AsMemory(0, 1), cancellation) == 0;
            }
        }
        finally
        {
            await kept.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            ArrayPool<byte>.Shared.Return(filling);
            ArrayPool<byte>.Shared.Return(keeping);
        }
    }

    // Fills the block unless the body ends or is cut before; what arrived until then counts all the same.
    private static async Task<(int Filled, bool More, System.Runtime.ExceptionServices.ExceptionDispatchInfo? Cut)> Fill(
        Stream body, Memory<byte> block, CancellationToken cancellation)
    {
        var filled = 0;
        try
        {
            while (filled < block.Length)
            {
                var read = await body.ReadAsync(block[filled..], cancellation);
                if (read == 0)
                    return (filled, false, null);
                filled += read;
            }

            return (filled, true, null);
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException)
        {
            return (filled, false, System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(cut));
        }
    }
}
