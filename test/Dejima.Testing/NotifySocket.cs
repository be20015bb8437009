using System.Net.Sockets;
using System.Text;

namespace Dejima.Testing;

/// <summary>What systemd is for a service: a datagram socket that is told how the service is.</summary>
public sealed class NotifySocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly List<string> _heard = [];

    /// <param name="address">A path; with @ in front an abstract name.</param>
    public NotifySocket(string address)
    {
        Address = address;
        _socket.Bind(new UnixDomainSocketEndPoint(address.StartsWith('@') ? "\0" + address[1..] : address));
        _ = Task.Run(ListenAsync);
    }

    public string Address { get; }

    /// <summary>Everything it was told so far, a line each, in order.</summary>
    public IReadOnlyList<string> Heard { get { lock (_heard) return [.. _heard]; } }

    public int Count(string line) => Heard.Count(heard => heard == line);

    /// <summary>Waits until a line was told so many times.</summary>
    public Task UntilAsync(string line, int times = 1) =>
        Eventually.TrueAsync(() => Count(line) >= times, $"'{line}' is told {times} times");

    /// <summary>The environment that systemd would give.</summary>
    public Dictionary<string, string?> Environment(TimeSpan? watchdog = null) => new()
    {
        ["NOTIFY_SOCKET"] = Address,
        ["WATCHDOG_USEC"] = watchdog is { } limit ? $"{(long)limit.TotalMicroseconds}" : null,
    };

    public void Dispose() => _socket.Dispose();

    private async Task ListenAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (await _socket.ReceiveAsync(buffer).ConfigureAwait(false) is var count and > 0)
            {
                lock (_heard)
                    _heard.AddRange(Encoding.UTF8.GetString(buffer, 0, count).Split('\n'));
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
