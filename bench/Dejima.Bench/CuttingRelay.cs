using System.Net;
using System.Net.Sockets;

namespace Dejima.Bench;

/// <summary>A TCP relay before the broker that counts what passes each way and resets a connection at given counts.</summary>
internal sealed class CuttingRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _broker;
    private readonly Way _up, _down;

    /// <summary>Starts one.</summary>
    /// <param name="broker">Where to.</param>
    /// <param name="cutUp">After how many bytes from the host, in all, connections are reset.</param>
    /// <param name="cutDown">Likewise for bytes to the host.</param>
    public CuttingRelay(Uri broker, IEnumerable<long> cutUp, IEnumerable<long> cutDown)
    {
        _broker = new IPEndPoint(IPAddress.Parse(broker.Host), broker.Port);
        (_up, _down) = (new Way(cutUp), new Way(cutDown));
        _listener.Start();
        Url = $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = AcceptAsync();
    }

    /// <summary>What a host connects to instead.</summary>
    public string Url { get; }

    /// <summary>Bytes that came from the host, TLS and requests included.</summary>
    public long Up => _up.Bytes;

    /// <summary>Bytes that came from the broker.</summary>
    public long Down => _down.Bytes;

    /// <summary>How often connections were reset.</summary>
    public int Cuts => _up.Cuts + _down.Cuts;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = RelayAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task RelayAsync(Socket host)
    {
        using var broker = new Socket(_broker.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using (host)
        {
            try
            {
                await broker.ConnectAsync(_broker);
                await Task.WhenAny(CopyAsync(host, broker, _up), CopyAsync(broker, host, _down));
            }
            catch (SocketException)
            {
            }

            // Closing without lingering is a reset.
            (host.LingerState, broker.LingerState) = (new LingerOption(true, 0), new LingerOption(true, 0));
        }
    }

    private static async Task CopyAsync(Socket from, Socket to, Way way)
    {
        var buffer = new byte[64 << 10];
        try
        {
            while (await from.ReceiveAsync(buffer) is var count and > 0 && !way.Passes(count))
            {
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
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
