using System.Net;
using System.Net.Sockets;

namespace Dejima.FaultInjection.ProxyTests;

/// <summary>A server that sends back what it gets, and notes it.</summary>
internal sealed class Echo : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly MemoryStream _got = new();

    public Echo()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Url => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public byte[] Got { get { lock (_got) return _got.ToArray(); } }

    /// <summary>Connections that ended by a reset.</summary>
    public int Resets { get; private set; }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
            _ = EchoAsync(await _listener.AcceptSocketAsync());
    }

    private async Task EchoAsync(Socket socket)
    {
        using var _ = socket;
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer) is var count and > 0)
            {
                lock (_got)
                    _got.Write(buffer, 0, count);
                await socket.SendAsync(buffer.AsMemory(0, count));
            }
        }
        catch (SocketException)
        {
            Resets++;
        }
    }
}
