using System.Collections.Concurrent;
using Dejima.Broker.Api;
using Dejima.Broker.Waiting;
using Dejima.Contracts.Calculations;

namespace Dejima.Broker.Payloads;

/// <summary>The logs of calculations: append-only files; the file's length is what the broker has (design rule 9).</summary>
internal sealed class LogStore(PayloadStore payloads, Signals signals)
{
    private readonly ConcurrentDictionary<(Guid, LogStream), byte> _busy = new();

    /// <summary>Bytes of a log.</summary>
    public long LengthOf(Guid calculation, LogStream stream) =>
        new FileInfo(payloads.PathOf(calculation, stream)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Opens a log for reading; null when nothing was written yet.</summary>
    public FileStream? Open(Guid calculation, LogStream stream)
    {
        try
        {
            return new FileStream(payloads.PathOf(calculation, stream), new FileStreamOptions
            {
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.Asynchronous,
            });
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Appends a body that belongs at <paramref name="offset"/>. Bytes that are there already are passed over, so a
    /// repeated append adds only what the first one had not brought.
    /// </summary>
    /// <returns>The length afterwards, in bytes; durable.</returns>
    /// <exception cref="RefusedException">A gap would open, the log would pass <paramref name="limit"/>, or another append is under way.</exception>
    public async Task<long> Append(
        Guid calculation, LogStream stream, long offset, long limit, UploadBody request, CancellationToken cancellation)
    {
        if (!_busy.TryAdd((calculation, stream), 0))
            throw Problems.UploadBusy();
        try
        {
            return await Append(payloads.PathOf(calculation, stream), offset, limit, request, cancellation);
        }
        catch (DirectoryNotFoundException)
        {
            throw Problems.PayloadGone();
        }
        finally
        {
            _busy.TryRemove((calculation, stream), out _);
            signals.Wake(Signals.Calculation(calculation));
        }
    }

    private static async Task<long> Append(
        string path, long offset, long limit, UploadBody request, CancellationToken cancellation)
    {
        using var file = File.OpenHandle(
            path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        var start = RandomAccess.GetLength(file);
        if (offset > start)
            throw Problems.OffsetMismatch(start);
        if (offset + (request.Length ?? 0) > limit)
            throw Problems.TooLarge(limit);
        var (at, end) = (offset, start);
        var ended = await BodyPump.Move(request.Bytes, limit - offset, request.Length, Keep, cancellation);
        RandomAccess.FlushToDisk(file);
        if (!ended)
            throw Problems.TooLarge(limit);
        return end;

        void Keep(ReadOnlyMemory<byte> block)
        {
            var known = (int)Math.Clamp(end - at, 0, block.Length);
            try
            {
                RandomAccess.Write(file, block.Span[known..], end);
            }
            catch (IOException)
            {
                RandomAccess.SetLength(file, end);
                throw;
            }

            at += block.Length;
            end += block.Length - known;
        }
    }
}
