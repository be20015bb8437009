using System.Net;
using System.Net.Sockets;

namespace Dejima.Bench;

/// <summary>A TCP relay before the broker that holds back what passes, each way, as a distance would.</summary>
internal sealed class DelayingRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _broker;
    private readonly TimeSpan _oneWay;

    public DelayingRelay(Uri broker, TimeSpan roundTrip)
    {
        (_broker, _oneWay) = (new IPEndPoint(IPAddress.Parse(broker.Host), broker.Port), roundTrip / 2);
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
        }
    }

    private async Task RelayAsync(Socket host)
    {
        using var broker = new Socket(_broker.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (host)
        {
            host.NoDelay = true;
            await Task.Delay(_oneWay * 2);
            await broker.ConnectAsync(_broker);
            await Task.WhenAny(CopyAsync(host, broker), CopyAsync(broker, host));
        }
    }

    // What is on the way does not wait for what went before it: a line has a length, and room.
    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 << 10];
        var before = Task.CompletedTask;
        try
        {
            while (await from.ReceiveAsync(buffer) is var count and > 0)
                before = ForwardAsync(before, Task.Delay(_oneWay), to, buffer[..count]);
            await before;
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
        }
    }

    private static async Task ForwardAsync(Task before, Task due, Socket to, byte[] bytes)
    {
        await Task.WhenAll(before, due);
        for (var sent = 0; sent < bytes.Length;)
            sent += await to.SendAsync(bytes.AsMemory(sent));
    }
}
