using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Dejima.FaultInjection.Proxies;

/// <summary>Stands between a client and the broker, and does to what passes what networks do: on purpose, at a known place.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Link> _links = [];
    private readonly IPEndPoint _broker;
    private readonly Func<int, Socket, Socket, Link> _open;
    private readonly IDisposable? _owned;
    private readonly Task _accepting;

    private FaultProxy(Uri broker, Func<int, Socket, Socket, Link> open, IDisposable? owned)
    {
        (_broker, _open, _owned) = (new IPEndPoint(IPAddress.Parse(broker.Host), broker.Port), open, owned);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients find it.</summary>
    public string Url => $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>What went wrong that was not meant to.</summary>
    public ConcurrentQueue<Exception> Mistakes { get; } = [];

    /// <summary>Every connection so far.</summary>
    public IReadOnlyCollection<Link> Links => _links;

    /// <summary>One that counts bytes, whatever they mean.</summary>
    public static FaultProxy OfBytes(Uri broker, params ByteFault[] faults) =>
        new(broker, (number, near, far) => new ByteLink(number, near, far, faults), null);

    /// <summary>One that sees requests and answers.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="certificates">The folder of the broker's certificate.</param>
    /// <param name="judge">Asked before each request and each answer; what it awaits holds them up.</param>
    public static FaultProxy OfRequests(Uri broker, string certificates, Func<Passing, Task<Verdict>> judge)
    {
        var tls = new Tls(certificates);
        return new FaultProxy(broker, (number, near, far) => new HttpLink(number, near, far, tls, judge), tls);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var link in _links)
            link.Dispose();
        _owned?.Dispose();
    }

    private async Task AcceptAsync()
    {
        for (var number = 0; ; number++)
        {
            var client = await _listener.AcceptSocketAsync().ConfigureAwait(false);
            _ = ConnectAsync(number, client);
        }
    }

    private async Task ConnectAsync(int number, Socket client)
    {
        var broker = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await broker.ConnectAsync(_broker).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            broker.Dispose();
            client.LingerState = new LingerOption(true, 0);
            client.Dispose();
            return;
        }

        client.NoDelay = true;
        var link = _open(number, client, broker);
        _links.Add(link);
        try
        {
            await link.RunAsync().ConfigureAwait(false);
        }
        catch (Exception mistake)
        {
            // The proxy's own, or the judge's: a test must not take it for the network's.
            Mistakes.Enqueue(mistake);
            await Console.Error.WriteLineAsync($"{mistake}").ConfigureAwait(false);
        }
    }
}
