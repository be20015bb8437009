using Dejima.Broker.Api;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Platform;
using Microsoft.Win32.SafeHandles;

namespace Dejima.Broker.Payloads;

/// <summary>
/// One file on its way in. Used by one request at a time, see <see cref="TryEnter"/>. The bytes kept so far are those
/// of the part file; the hash of them runs along and is only computed anew when the broker was restarted in between.
/// </summary>
internal sealed class Upload : IDisposable
{
    private readonly string _part;
    private readonly string _whole;
    private readonly SemaphoreSlim _gate = new(1);
    private Task<RunningHash>? _hash;
    private long _offset;

    /// <summary>Goes on with what the disk holds.</summary>
    public Upload(DeclaredFile declared, string part, string whole)
    {
        (Declared, _part, _whole) = (declared, part, whole);
        IsWhole = File.Exists(whole);
        var kept = new FileInfo(part) is { Exists: true } file ? file.Length : 0;
        // Every byte there but never verified: the last one is asked for again, so that a request brings the verdict.
        _offset = IsWhole ? declared.Size : Math.Min(kept, Math.Max(0, declared.Size - 1));
    }

    /// <summary>What it has to become.</summary>
    public DeclaredFile Declared { get; }

    /// <summary>Bytes kept.</summary>
    public long Offset => Interlocked.Read(ref _offset);

    /// <summary>Verified, flushed and renamed.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Out of use: whoever finds it like this looks for the upload anew.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>When a request last had to do with it.</summary>
    public DateTimeOffset UsedAt { get; set; }

    /// <summary>Takes the right to change it; false when another request has it.</summary>
    public bool TryEnter() => _gate.Wait(0);

    /// <summary>Gives the right back.</summary>
    public void Leave() => _gate.Release();

    /// <summary>Adds a body at the present offset and, once every byte is there, verifies the whole.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="length">What the request says their number is, if it does.</param>
    /// <param name="checksum">SHA-256 that they must have (hexadecimal), if the request says so.</param>
    /// <param name="cancellation">The caller went away; what arrived is kept.</param>
    /// <exception cref="RefusedException">Too long, or a digest differs.</exception>
    /// <exception cref="IOException">The connection was cut or the disk is full; what arrived before is kept.</exception>
    public async Task Append(Stream body, long? length, string? checksum, CancellationToken cancellation)
    {
        if (length > Declared.Size - Offset)
            throw Problems.GoesOnPast(Declared);
        using var file = File.OpenHandle(_part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        // Not tied to this request: it may take long, and a caller who gave up finds it further on when he returns.
        if (_hash is null or { IsFaulted: true })
            _hash = Task.Run(() => Rehash(Offset), CancellationToken.None);
        var hash = await _hash.WaitAsync(cancellation);
        using var request = new AppendedBytes(file, hash, Offset, checksum is not null);
        var ended = await BodyPump.Move(
            body, Declared.Size - Offset, length, block => Interlocked.Exchange(ref _offset, request.Keep(block)), cancellation);
        if (!ended)
            throw Undo(request, Problems.GoesOnPast(Declared));
        if (checksum is not null && request.Digest() != checksum)
            throw Undo(request, Problems.ChecksumMismatch());
        RandomAccess.FlushToDisk(file);
        if (Offset == Declared.Size)
            Verify(file);
    }

    /// <summary>Forgets every byte.</summary>
    public void Reset()
    {
        using (var file = File.OpenHandle(_part, FileMode.OpenOrCreate, FileAccess.Write))
            RandomAccess.SetLength(file, 0);
        Restart(0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IsClosed = true;
        if (_hash is { IsCompletedSuccessfully: true } hash)
            hash.Result.Dispose();
    }

    private void Verify(SafeFileHandle file)
    {
        if (_hash!.Result.Current() != Declared.Sha256)
        {
            RandomAccess.SetLength(file, 0);
            Restart(0);
            throw Problems.DigestMismatch(Declared);
        }

        File.Move(_part, _whole, overwrite: true);
        Folders.Flush(Path.GetDirectoryName(_whole)!);
        IsWhole = true;
    }

    private RefusedException Undo(AppendedBytes request, RefusedException why)
    {
        request.Undo();
        Restart(request.Start);
        return why;
    }

    private void Restart(long offset)
    {
        if (_hash is { IsCompletedSuccessfully: true } hash)
            hash.Result.Dispose();
        _hash = null;
        Interlocked.Exchange(ref _offset, offset);
    }

    private RunningHash Rehash(long length)
    {
        if (length == 0)
            return new RunningHash();
        using var file = File.OpenHandle(_part);
        return RunningHash.Of(file, length);
    }
}
