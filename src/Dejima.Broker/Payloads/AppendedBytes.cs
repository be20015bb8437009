using Dejima.Platform;
using Microsoft.Win32.SafeHandles;

namespace Dejima.Broker.Payloads;

/// <summary>What one request adds to an upload, so that it can be undone.</summary>
internal sealed class AppendedBytes : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly RunningHash _whole;
    private readonly RunningHash? _request;
    private readonly EarlyWriteback _writeback;
    private long _end;

    /// <summary>Starts at <paramref name="start"/>, where the file is cut off.</summary>
    public AppendedBytes(SafeFileHandle file, RunningHash whole, long start, bool hasChecksum)
    {
        (_file, _whole, _end, Start) = (file, whole, start, start);
        _request = hasChecksum ? new RunningHash() : null;
        _writeback = new EarlyWriteback(start);
        // Bytes past the offset are leftovers of a failed write.
        RandomAccess.SetLength(file, start);
    }

    /// <summary>Where the request's bytes begin.</summary>
    public long Start { get; }

    /// <summary>Writes a block, then hashes it; returns the offset after it.</summary>
    /// <exception cref="IOException">It could not be written and is not counted.</exception>
    public long Keep(ReadOnlyMemory<byte> block)
    {
        try
        {
            RandomAccess.Write(_file, block.Span, _end);
        }
        catch (IOException)
        {
            // A full disk takes half a block; after a restart the file's length must tell what counts.
            RandomAccess.SetLength(_file, _end);
            throw;
        }

        _whole.Append(block.Span);
        _request?.Append(block.Span);
        _end += block.Length;
        _writeback.Reached(_file, _end);
        return _end;
    }

    /// <summary>SHA-256 of the request's bytes, hexadecimal.</summary>
    public string Digest() => _request!.Current();

    /// <summary>Takes the request's bytes out of the file again. A hash cannot go back: that of the whole is void.</summary>
    public void Undo() => RandomAccess.SetLength(_file, Start);

    /// <inheritdoc/>
    public void Dispose() => _request?.Dispose();
}
