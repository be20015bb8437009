using System.Net;
using System.Net.Sockets;

namespace Dejima.Bench.Relays;

/// <summary>Stands before the broker, and does to each connection what its passage says.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _broker;
    private readonly IPassage _passage;

    public Relay(Uri broker, IPassage passage)
    {
        (_broker, _passage) = (new IPEndPoint(IPAddress.Parse(broker.Host), broker.Port), passage);
        _listener.Start();
        Url = $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = AcceptAsync();
    }

    /// <summary>What a host connects to instead.</summary>
    public string Url { get; }

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
            // The measurement is over.
        }
    }

    private async Task RelayAsync(Socket host)
    {
        using var broker = new Socket(_broker.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (host)
        {
            host.NoDelay = true;
            await _passage.OpenAsync();
            try
            {
                await broker.ConnectAsync(_broker);
                await Task.WhenAny(CopyAsync(host, broker, up: true), CopyAsync(broker, host, up: false));
            }
            catch (SocketException)
            {
                // There is no broker: the host sees an end, and tries again.
            }

            if (_passage.EndsByReset)
                (host.LingerState, broker.LingerState) = (new LingerOption(true, 0), new LingerOption(true, 0));
        }
    }

    private async Task CopyAsync(Socket from, Socket to, bool up)
    {
        try
        {
            await _passage.CopyAsync(from, to, up);
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // One end is gone; the other way ends with it.
        }
    }
}
