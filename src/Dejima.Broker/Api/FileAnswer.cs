using Dejima.Contracts.Http;
using Microsoft.Net.Http.Headers;
using Microsoft.Win32.SafeHandles;

namespace Dejima.Broker.Api;

/// <summary>Sends files, whole or in part (RFC 9110, one range).</summary>
internal static class FileAnswer
{
    private const int BlockBytes = 1 << 18;

    /// <summary>Sends a verified file.</summary>
    /// <exception cref="RefusedException">It was deleted, or the range lies outside of it.</exception>
    public static async Task Send(HttpContext context, string path, long size, string sha256)
    {
        using var file = Open(path);
        var headers = context.Response.Headers;
        headers.AcceptRanges = "bytes";
        headers.ETag = $"\"{sha256}\"";
        headers[HeaderName.ReprDigest] = ReprDigest.Format(sha256);
        context.Response.ContentType = "application/octet-stream";
        var (from, count) = Range(context, size);
        if (count < size)
        {
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            headers.ContentRange = $"bytes {from}-{from + count - 1}/{size}";
        }

        context.Response.ContentLength = count;
        if (!HttpMethods.IsHead(context.Request.Method))
            await Copy(file, from, count, context);
    }

    /// <summary>Sends bytes of an open file as the body.</summary>
    public static async Task Copy(SafeFileHandle file, long from, long count, HttpContext context)
    {
        // Large blocks: they go into the connection's own buffer and make full TLS records.
        var body = context.Response.BodyWriter;
        for (var left = count; left > 0;)
        {
            var block = body.GetMemory((int)Math.Min(left, BlockBytes));
            block = block[..(int)Math.Min(left, block.Length)];
            var read = await RandomAccess.ReadAsync(file, block, from, context.RequestAborted);
            if (read == 0)
                throw new IOException("a payload file is shorter than it was");
            body.Advance(read);
            (from, left) = (from + read, left - read);
            if ((await body.FlushAsync(context.RequestAborted)).IsCompleted)
                return;
        }
    }

    private static SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(path, share: FileShare.Read | FileShare.Delete, options: FileOptions.SequentialScan);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Problems.PayloadGone();
        }
    }

    private static (long From, long Count) Range(HttpContext context, long size)
    {
        // Several ranges at once are nothing a host or agent asks for: they get the whole, as the standard allows.
        if (size == 0
            || !RangeHeaderValue.TryParse(context.Request.Headers.Range.ToString(), out var header)
            || !header.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase)
            || header.Ranges.Count != 1)
            return (0, size);
        var range = header.Ranges.Single();
        var from = range.From ?? Math.Max(0, size - range.To!.Value);
        var to = range.From is null ? size - 1 : Math.Min(range.To ?? size - 1, size - 1);
        if (from <= to)
            return (from, to - from + 1);
        context.Response.Headers.ContentRange = $"bytes */{size}";
        throw Problems.RangeNotSatisfiable(size);
    }
}
