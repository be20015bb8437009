namespace Dejima.Client.Transfers;

/// <summary>At most so many bytes of another stream, which stays open.</summary>
internal sealed class LimitedStream(Stream inner, long length) : ReadingStream
{
    private long _left = length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var most = (int)Math.Min(buffer.Length, _left);
        var read = most == 0 ? 0 : await inner.ReadAsync(buffer[..most], cancellationToken).ConfigureAwait(false);
        _left -= read;
        return read;
    }
}
