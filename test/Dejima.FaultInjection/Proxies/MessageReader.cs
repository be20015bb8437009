using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Dejima.FaultInjection.Proxies;

/// <summary>Takes a stream of HTTP/1.1 messages apart, into heads and the bytes of bodies as they come.</summary>
internal sealed class MessageReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _begin, _end;

    /// <summary>The next head; null at the end.</summary>
    public async Task<HttpHead?> HeadAsync(CancellationToken over)
    {
        while (true)
        {
            var at = _buffer.AsSpan(_begin, _end - _begin).IndexOf("\r\n\r\n"u8);
            if (at >= 0)
                return new HttpHead(Take(at + 4).ToArray());
            if (!await MoreAsync(over).ConfigureAwait(false))
                return null;
        }
    }

    /// <summary>The body after a head, in pieces, with chunk sizes and all.</summary>
    /// <param name="head">The head.</param>
    /// <param name="untilEnd">Whether a body without a length goes on to the end of the connection.</param>
    /// <param name="over">Ends it.</param>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> BodyAsync(
        HttpHead head, bool untilEnd, [EnumeratorCancellation] CancellationToken over)
    {
        if (!head.IsChunked)
        {
            await foreach (var piece in ExactlyAsync(head.Length ?? (untilEnd ? long.MaxValue : 0), over).ConfigureAwait(false))
                yield return piece;
            yield break;
        }

        for (long size = -1; size != 0;)
        {
            var line = await LineAsync(over).ConfigureAwait(false);
            size = long.Parse(Encoding.ASCII.GetString(line).Split(';')[0].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            yield return line;
            await foreach (var piece in ExactlyAsync(size + 2, over).ConfigureAwait(false))
                yield return piece;
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ExactlyAsync(long length, [EnumeratorCancellation] CancellationToken over)
    {
        while (length > 0)
        {
            if (_begin == _end && !await MoreAsync(over).ConfigureAwait(false))
                yield break;
            var piece = Take((int)Math.Min(length, _end - _begin));
            length -= piece.Length;
            yield return piece;
        }
    }

    private async Task<byte[]> LineAsync(CancellationToken over)
    {
        int at;
        while ((at = _buffer.AsSpan(_begin, _end - _begin).IndexOf("\r\n"u8)) < 0)
        {
            if (!await MoreAsync(over).ConfigureAwait(false))
                throw new IOException("ended within a chunk");
        }

        return Take(at + 2).ToArray();
    }

    private ReadOnlyMemory<byte> Take(int count)
    {
        var taken = _buffer.AsMemory(_begin, count);
        _begin += count;
        return taken;
    }

    private async Task<bool> MoreAsync(CancellationToken over)
    {
        _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
        (_begin, _end) = (0, _end - _begin);
        if (_end == _buffer.Length)
            throw new IOException("a head that is too long");
        var count = await stream.ReadAsync(_buffer.AsMemory(_end), over).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }
}
