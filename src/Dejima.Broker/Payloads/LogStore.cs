using System.Collections.Concurrent;
using Dejima.Broker.Api;
using Dejima.Broker.Waiting;
using Dejima.Contracts.Calculations;
using Dejima.Core.Transfers;

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
    /// <param name="calculation">Whose log.</param>
    /// <param name="stream">Which.</param>
    /// <param name="epoch">The agent's: offsets are counted from where its run begins in the log.</param>
    /// <param name="offset">Where the bytes belong.</param>
    /// <param name="limit">The most that a log may have. What fits is kept, and a mark behind it says that there was more.</param>
    /// <param name="request">The bytes.</param>
    /// <param name="cancellation">The caller went away; what arrived is kept.</param>
    /// <returns>The length afterwards, in bytes; durable.</returns>
    /// <exception cref="RefusedException">A gap would open, the limit is reached, or another append is under way.</exception>
    public async Task<long> Append(
        Guid calculation, LogStream stream, int epoch, long offset, long limit, UploadBody request, CancellationToken cancellation)
    {
        if (!_busy.TryAdd((calculation, stream), 0))
            throw Problems.UploadBusy();
        try
        {
            var path = payloads.PathOf(calculation, stream);
            var begin = epoch > 1 ? LogStart.Of(path) : 0;
            return await Append(path, begin, begin + offset, limit, request, cancellation) - begin;
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

    /// <summary>Marks where a lost run ends and the next begins, in each log that has something. May be done again.</summary>
    public void StartAgain(Guid calculation, int epoch)
    {
        foreach (var stream in Enum.GetValues<LogStream>())
            LogStart.Mark(payloads.PathOf(calculation, stream), epoch);
        signals.Wake(Signals.Calculation(calculation));
    }

    private static async Task<long> Append(
        string path, long begin, long offset, long limit, UploadBody request, CancellationToken cancellation)
    {
        using var file = File.OpenHandle(
            path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        var start = RandomAccess.GetLength(file);
        if (offset > start)
            throw Problems.OffsetMismatch(start - begin);
        // Only the mark goes past the limit.
        if (start > limit)
            throw Problems.TooLarge(limit);
        var (at, end) = (offset, start);
        var ended = await BodyPump.Move(request.Bytes, limit - offset, request.Length, Keep, cancellation);
        if (!ended)
            RandomAccess.Write(file, LogMarks.Full(limit), end);
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
