using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Dejima.Broker.Payloads;

/// <summary>SHA-256 of the bytes that are in the file so far.</summary>
internal sealed class RunningHash : IDisposable
{
    private const int BlockBytes = 1 << 20;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>64 hexadecimal digits; may go on afterwards.</summary>
    public string Current() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Reads what a file holds already, after a restart. Takes as long as reading it.</summary>
    public static RunningHash Of(SafeFileHandle file, long length)
    {
        var hash = new RunningHash();
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            for (long at = 0; at < length;)
            {
                var read = RandomAccess.Read(file, block.AsSpan(0, (int)Math.Min(block.Length, length - at)), at);
                if (read == 0)
                    throw new IOException("a partial file is shorter than it was");
                hash.Append(block.AsSpan(0, read));
                at += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        return hash;
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
