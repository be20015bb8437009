using System.Net.Sockets;
using System.Text;
using Dejima.FaultInjection.Proxies;
using Dejima.Testing;

namespace Dejima.FaultInjection.ProxyTests;

/// <summary>Each fault does what its name says, at the byte that was named.</summary>
public sealed class ByteFaultTests : IDisposable
{
    private readonly Echo _echo = new();

    public void Dispose() => _echo.Dispose();

    [Fact]
    public Task Without_a_fault_all_passes_both_ways() => ComesBackAsync("0123456789");

    [Fact]
    public async Task A_cut_resets_both_sides()
    {
        await using var proxy = FaultProxy.OfBytes(_echo.Url, new ByteFault(FaultKind.Cut, Direction.ToBroker, 4));
        using var client = await TenSentAsync(proxy);
        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(client, 10));
        await Eventually.TrueAsync(() => _echo.Resets == 1, "the server sees a reset");
        Assert.True(_echo.Got.Length <= 4);
    }

    [Fact]
    public Task What_is_truncated_ends_as_if_that_were_all() =>
        ComesBackAsync("0123", new ByteFault(FaultKind.Truncate, Direction.ToClient, 4));

    [Fact]
    public Task What_is_duplicated_comes_twice() =>
        ComesBackAsync("01234567896789", new ByteFault(FaultKind.Duplicate, Direction.ToBroker, 6));

    [Fact]
    public async Task A_delay_holds_up_and_loses_nothing()
    {
        var lasts = TimeSpan.FromMilliseconds(300);
        await using var proxy = FaultProxy.OfBytes(_echo.Url, new ByteFault(FaultKind.Delay, Direction.ToBroker, 5, null, lasts));
        using var client = await ConnectAsync(proxy);
        var begin = TimeProvider.System.GetTimestamp();
        await client.SendAsync("0123456789"u8.ToArray());
        Assert.Equal("0123456789", await ReadAsync(client, 10));
        // Timers count in whole ticks of the system.
        Assert.True(TimeProvider.System.GetElapsedTime(begin) >= lasts - TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public async Task Stalled_nothing_passes_and_nobody_is_told()
    {
        await using var proxy = FaultProxy.OfBytes(_echo.Url, new ByteFault(FaultKind.Stall, Direction.ToBroker, 3));
        var client = await TenSentAsync(proxy);
        // What the broker's side says to that is held up too.
        await Eventually.TrueAsync(() => _echo.Got.Length == 3 && proxy.Links.Single().IsStalled, "it stalls");
        client.Dispose();
        var resets = _echo.Resets;
        await ThereAndBackAsync(proxy);
        Assert.Equal((3, 0), (_echo.Got.Length - 1, resets));
    }

    [Fact]
    public async Task Only_the_connection_that_was_named()
    {
        await using var proxy = FaultProxy.OfBytes(_echo.Url, new ByteFault(FaultKind.Cut, Direction.ToBroker, 0, Connection: 1));
        await ThereAndBackAsync(proxy);
        using var second = await ConnectAsync(proxy);
        await second.SendAsync("x"u8.ToArray());
        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(second, 1));
        await ThereAndBackAsync(proxy);
    }

    private async Task ComesBackAsync(string expected, params ByteFault[] faults)
    {
        await using var proxy = FaultProxy.OfBytes(_echo.Url, faults);
        using var client = await TenSentAsync(proxy);
        Assert.Equal(expected, await ReadAsync(client, Math.Max(10, expected.Length)));
    }

    private static async Task<Socket> TenSentAsync(FaultProxy proxy)
    {
        var client = await ConnectAsync(proxy);
        await client.SendAsync("0123456789"u8.ToArray());
        return client;
    }

    private static async Task ThereAndBackAsync(FaultProxy proxy)
    {
        using var client = await ConnectAsync(proxy);
        await client.SendAsync("y"u8.ToArray());
        Assert.Equal("y", await ReadAsync(client, 1));
    }

    private static async Task<Socket> ConnectAsync(FaultProxy proxy)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", new Uri(proxy.Url).Port);
        return socket;
    }

    private static async Task<string> ReadAsync(Socket socket, int bytes)
    {
        var got = new byte[bytes];
        var length = 0;
        try
        {
            while (length < bytes && await socket.ReceiveAsync(got.AsMemory(length)) is var count and > 0)
                length += count;
        }
        catch (SocketException ended) when (ended.SocketErrorCode == SocketError.ConnectionReset && length > 0)
        {
            // The end may come as a reset when the proxy is closed before it was read.
        }

        return Encoding.ASCII.GetString(got, 0, length);
    }
}
