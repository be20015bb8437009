using Dejima.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Dejima.Platform.Tests;

/// <summary>The watchdog hears of the main loop, and of nothing else.</summary>
public sealed class HeartbeatTests : IDisposable
{
    private const string Alive = "WATCHDOG=1";
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task It_beats_three_times_within_the_limit_and_stops_when_the_loop_hangs()
    {
        using var socket = new NotifySocket(_folder["notify"]);
        using var manager = new ServiceManager(socket.Environment(TimeSpan.FromSeconds(30)).GetValueOrDefault);
        using var heartbeat = new Heartbeat(manager, TimeSpan.FromSeconds(60), _time);
        Pass(30);
        await socket.UntilAsync(Alive, 4);
        heartbeat.Turn();
        Pass(60);
        await socket.UntilAsync(Alive, 10);

        Pass(600);
        manager.Status("after the loop hung");
        await socket.UntilAsync("STATUS=after the loop hung");
        Assert.Equal(10, socket.Count(Alive));

        heartbeat.Turn();
        Pass(10);
        await socket.UntilAsync(Alive, 11);
    }

    [Fact]
    public async Task Without_a_watchdog_it_is_silent()
    {
        using var socket = new NotifySocket(_folder["notify"]);
        using var manager = new ServiceManager(socket.Environment().GetValueOrDefault);
        using var heartbeat = new Heartbeat(manager, TimeSpan.FromSeconds(60), _time);
        Pass(60);
        manager.Ready();
        await socket.UntilAsync("READY=1");
        Assert.Equal(["READY=1"], socket.Heard);
    }

    public void Dispose() => _folder.Dispose();

    private void Pass(int seconds)
    {
        for (var second = 0; second < seconds; second++)
            _time.Advance(TimeSpan.FromSeconds(1));
    }
}
