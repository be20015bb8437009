using System.Net.Sockets;
using System.Text;
using Dejima.Broker.Configuration;
using Dejima.Broker.Hosting;
using Dejima.Broker.Storage;
using Dejima.Broker.Tests.Harness;
using Dejima.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dejima.Broker.Tests;

/// <summary>The broker says that it lives only while its writer does.</summary>
public sealed class WatchdogTests
{
    [Fact]
    public async Task A_writer_that_hangs_is_not_alive()
    {
        await using var server = await BrokerServer.Start();
        var path = Path.Combine(server.Folder, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        using var manager = new ServiceManager(name => name switch { "NOTIFY_SOCKET" => path, "WATCHDOG_USEC" => "3000000", _ => null });
        var queue = server.Services.GetRequiredService<CommitQueue>();
        using var link = new ServiceLink(
            manager, queue, server.Services.GetRequiredService<ConfigurationWatcher>(),
            server.Services.GetRequiredService<IHostApplicationLifetime>(), server.Clock);
        await link.StartAsync(CancellationToken.None);
        for (var beat = 0; beat < 3; beat++)
            await Eventually.True(() => Beats(server, socket), "the broker says that it lives");

        var hung = new TaskCompletionSource<bool>();
        var hanging = queue.Run((_, _) => hung.Task);
        // What was asked for before may still come.
        for (var second = 0; second < 3; second++)
            _ = Beats(server, socket);
        for (var second = 0; second < 20; second++)
            Assert.False(Beats(server, socket), "alive, though its writer hangs");

        hung.SetResult(true);
        await hanging;
        await Eventually.True(() => Beats(server, socket), "the broker says again that it lives");
        await link.StopAsync(CancellationToken.None);
    }

    private static bool Beats(BrokerServer server, Socket socket)
    {
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var buffer = new byte[100];
        return socket.Poll(TimeSpan.FromMilliseconds(5), SelectMode.SelectRead)
            && Encoding.ASCII.GetString(buffer, 0, socket.Receive(buffer)) == "WATCHDOG=1";
    }
}
