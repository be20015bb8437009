using System.Buffers;
using System.Security.Cryptography;

namespace Dejima.Core.Transfers;

/// <summary>
/// Copies a stream while hashing it. Reading the next block goes on beside hashing and writing the last one, because each
/// alone is about as fast as the network.
/// </summary>
public static class HashedCopy
{
    /// <summary>Bytes of a block; two are held.</summary>
    public const int BlockSize = 512 * 1024;

    /// <summary>Copies until the source ends.</summary>
    /// <param name="source">Read to its end.</param>
    /// <param name="target">Written in order; null to hash only.</param>
    /// <param name="hash">Gets every byte copied; null to copy only.</param>
    /// <param name="copied">Told the number of bytes of each block once it is written; may be null.</param>
    /// <param name="cancellationToken">Ends the copy between blocks.</param>
    /// <returns>Bytes copied.</returns>
    public static async Task<long> RunAsync(
        Stream source, Stream? target, IncrementalHash? hash, Action<int>? copied, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var buffers = new[] { ArrayPool<byte>.Shared.Rent(BlockSize), ArrayPool<byte>.Shared.Rent(BlockSize) };
        var pending = Task.CompletedTask;
        try
        {
            long total = 0;
            for (var turn = 0; ; turn ^= 1)
            {
                var block = await FillAsync(source, buffers[turn], cancellationToken).ConfigureAwait(false);
                await pending.ConfigureAwait(false);
                if (block.Length == 0)
                    return total;
                total += block.Length;
                pending = Task.Run(() => SinkAsync(block, target, hash, copied, cancellationToken), cancellationToken);
            }
        }
        finally
        {
            // A buffer goes back only when nobody uses it any more.
            await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Array.ForEach(buffers, buffer => ArrayPool<byte>.Shared.Return(buffer));
        }
    }

    private static async Task<ReadOnlyMemory<byte>> FillAsync(Stream source, byte[] buffer, CancellationToken token)
    {
        var length = 0;
        while (length < BlockSize)
        {
            var read = await source.ReadAsync(buffer.AsMemory(length, BlockSize - length), token).ConfigureAwait(false);
            if (read == 0)
                break;
            length += read;
        }

        return buffer.AsMemory(0, length);
    }

    private static async Task SinkAsync(
        ReadOnlyMemory<byte> block, Stream? target, IncrementalHash? hash, Action<int>? copied, CancellationToken token)
    {
        hash?.AppendData(block.Span);
        if (target is not null)
            await target.WriteAsync(block, token).ConfigureAwait(false);
        copied?.Invoke(block.Length);
    }
}
