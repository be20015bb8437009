using System.Buffers;
using System.IO.Pipelines;

namespace Dejima.Ssh.Protocol;

/// <summary>Reads lines, and between them raw bytes, from a stream.</summary>
/// <param name="stream">The stream.</param>
/// <param name="longest">The longest line, in bytes.</param>
internal sealed class LineReader(Stream stream, int longest)
{
    private readonly PipeReader _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024));

    /// <summary>The next line without its end; null when the stream has ended.</summary>
    /// <exception cref="InvalidDataException">It is too long.</exception>
    public async ValueTask<byte[]?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end).ToArray();
                _reader.AdvanceTo(buffer.GetPosition(1, end));
                return line;
            }

            if (buffer.Length > longest)
                throw new InvalidDataException("a line is too long");
            _reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return null;
        }
    }

    /// <summary>The next bytes.</summary>
    /// <exception cref="EndOfStreamException">The stream ended before.</exception>
    public async ValueTask<byte[]> ReadBytesAsync(int count, CancellationToken cancellationToken)
    {
        var read = await _reader.ReadAtLeastAsync(count, cancellationToken).ConfigureAwait(false);
        if (read.Buffer.Length < count)
            throw new EndOfStreamException();
        var bytes = read.Buffer.Slice(0, count).ToArray();
        _reader.AdvanceTo(read.Buffer.GetPosition(count));
        return bytes;
    }
}
