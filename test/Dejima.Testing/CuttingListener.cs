using System.Net;
using System.Net.Sockets;

namespace Dejima.Testing;

/// <summary>
/// Stands before a server and cuts the first connections after so many bytes of the server's answer, as a network would;
/// later ones pass.
/// </summary>
public sealed class CuttingListener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _server;
    private readonly int _cuts, _bytes;
    private readonly bool _reset;
    private int _connections;

    /// <param name="server">Where connections that pass lead.</param>
    /// <param name="cuts">How many are cut.</param>
    /// <param name="bytes">After how many bytes of the answer.</param>
    /// <param name="reset">By a reset instead of an orderly end.</param>
    public CuttingListener(Uri server, int cuts, int bytes, bool reset)
    {
        (_server, _cuts, _bytes, _reset) = (server, cuts, bytes, reset);
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public int Connections => Volatile.Read(ref _connections);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync().ConfigureAwait(false);
                _ = ServeAsync(client, Interlocked.Increment(ref _connections) > _cuts);
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, bool passes)
    {
        using var far = new TcpClient();
        using (client)
        {
            try
            {
                await far.ConnectAsync(_server.Host, _server.Port).ConfigureAwait(false);
                var (near, away) = (client.GetStream(), far.GetStream());
                await Task.WhenAny(near.CopyToAsync(away), passes ? away.CopyToAsync(near) : SomeAsync(away, near)).ConfigureAwait(false);
                if (!passes && _reset)
                    client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            catch (Exception broken) when (broken is IOException or SocketException)
            {
                // What a cut is for.
            }
        }
    }

    private async Task SomeAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[Math.Max(1, _bytes)];
        var count = await from.ReadAtLeastAsync(buffer, Math.Max(1, _bytes), throwOnEndOfStream: false).ConfigureAwait(false);
        await to.WriteAsync(buffer.AsMemory(0, Math.Min(count, _bytes))).ConfigureAwait(false);
    }
}
