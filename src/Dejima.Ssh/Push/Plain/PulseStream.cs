using Dejima.Client.Transfers;

namespace Dejima.Ssh.Push.Plain;

/// <summary>
/// What a plain site's shell writes, without its pulse: a word that comes once a second in the middle of anything. A sign
/// of life is heard while somebody reads, whatever it is that comes.
/// </summary>
/// <param name="from">The stream; not disposed of.</param>
/// <param name="pulse">The word, which nothing else can contain.</param>
internal sealed class PulseStream(Stream from, ReadOnlyMemory<byte> pulse) : ReadingStream
{
    private readonly byte[] _read = new byte[64 * 1024], _clean = new byte[64 * 1024];
    private int _held, _begin, _end;
    private long _signs;

    /// <summary>Grows whenever something has come.</summary>
    public long Signs => Volatile.Read(ref _signs);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_begin == _end && await MoreAsync(cancellationToken).ConfigureAwait(false))
        {
        }

        var count = Math.Min(buffer.Length, _end - _begin);
        _clean.AsMemory(_begin, count).CopyTo(buffer);
        _begin += count;
        return count;
    }

    // Reads once. What may be the beginning of a pulse at the end of it waits for what follows.
    private async ValueTask<bool> MoreAsync(CancellationToken cancellationToken)
    {
        var count = await from.ReadAsync(_read.AsMemory(_held), cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _signs);
        var all = _read.AsSpan(0, _held + count);
        _held = count == 0 ? 0 : Beginning(all);
        var rest = all[..^_held];
        (_begin, _end) = (0, 0);
        for (var at = 0; at >= 0;)
        {
            at = rest.IndexOf(pulse.Span);
            var piece = at < 0 ? rest : rest[..at];
            piece.CopyTo(_clean.AsSpan(_end));
            _end += piece.Length;
            rest = at < 0 ? [] : rest[(at + pulse.Length)..];
        }

        all[^_held..].CopyTo(_read);
        return count > 0;
    }

    private int Beginning(ReadOnlySpan<byte> all)
    {
        for (var length = Math.Min(all.Length, pulse.Length - 1); length > 0; length--)
        {
            if (all.EndsWith(pulse.Span[..length]))
                return length;
        }

        return 0;
    }
}
