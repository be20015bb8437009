using System.Net.Sockets;

namespace Dejima.Bench.Relays;

/// <summary>Counts what passes each way, and resets a connection at given counts.</summary>
/// <param name="up">After how many bytes from the host, in all, connections are reset.</param>
/// <param name="down">Likewise for bytes to the host.</param>
internal sealed class Cuts(IEnumerable<long> up, IEnumerable<long> down) : IPassage
{
    private readonly Way _up = new(up), _down = new(down);

    /// <summary>Bytes that came from the host, TLS and requests included.</summary>
    public long Up => _up.Bytes;

    /// <summary>Bytes that came from the broker.</summary>
    public long Down => _down.Bytes;

    /// <summary>How often connections were reset.</summary>
    public int Count => _up.Cuts + _down.Cuts;

    public bool EndsByReset => true;

    public Task OpenAsync() => Task.CompletedTask;

    public async Task CopyAsync(Socket from, Socket to, bool up)
    {
        var (buffer, way) = (new byte[64 << 10], up ? _up : _down);
        while (await from.ReceiveAsync(buffer) is var count and > 0 && !way.Passes(count))
        {
            for (var sent = 0; sent < count;)
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
        }
    }

    private sealed class Way(IEnumerable<long> cuts)
    {
        private readonly Queue<long> _left = new(cuts.Order());
        private readonly Lock _lock = new();

        public long Bytes { get; private set; }

        public int Cuts { get; private set; }

        /// <summary>Counts; true when the connection is to be reset here.</summary>
        public bool Passes(int count)
        {
            lock (_lock)
            {
                Bytes += count;
                if (!_left.TryPeek(out var cut) || Bytes < cut)
                    return false;
                _left.Dequeue();
                Cuts++;
                return true;
            }
        }
    }
}
