using Dejima.Broker.Waiting;
using Microsoft.Extensions.Time.Testing;

namespace Dejima.Broker.Tests;

/// <summary>Work that one can take wakes one, and no wake is lost when that one leaves (R-W5).</summary>
public class SignalsTests
{
    private const string Topic = "site s";

    private readonly Signals _signals = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Work_for_one_wakes_one_and_more_work_wakes_another()
    {
        using var first = _signals.Watch(Topic);
        using var second = _signals.Watch(Topic);
        _signals.WakeOne(Topic);
        Assert.Single(new[] { first, second }, watch => watch.IsWoken);
        _signals.WakeOne(Topic);
        Assert.All([first, second], watch => Assert.True(watch.IsWoken));
        _signals.WakeOne(Topic);
        await Next(first);
        await Next(second);
        Assert.All([first, second], watch => Assert.False(watch.IsWoken));
    }

    [Fact]
    public void Who_leaves_without_having_looked_hands_the_wake_on()
    {
        var watches = Enumerable.Range(0, 5).Select(_ => _signals.Watch(Topic)).ToList();
        _signals.WakeOne(Topic);
        while (watches.Count > 1)
        {
            var woken = Assert.Single(watches, watch => watch.IsWoken);
            watches.Remove(woken);
            woken.Dispose();
        }

        Assert.True(watches[0].IsWoken);
        watches[0].Dispose();
        _signals.WakeOne(Topic);
    }

    [Fact]
    public async Task A_wake_that_comes_as_the_wait_runs_out_is_handed_on()
    {
        var late = _signals.Watch(Topic);
        using var other = _signals.Watch(Topic);
        var waiting = Next(late);
        _time.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        _signals.Wake(Topic);
        await Next(other);
        late.Dispose();
        Assert.True(other.IsWoken);
    }

    [Fact]
    public async Task A_wake_between_two_waits_is_remembered_and_one_wake_is_one()
    {
        using var watch = _signals.Watch(Topic);
        _signals.Wake(Topic);
        _signals.Wake(Topic);
        await Next(watch);
        var second = Next(watch);
        Assert.False(second.IsCompleted);
        _signals.WakeOne(Topic);
        await second;
    }

    [Fact]
    public async Task Wakes_are_never_lost_while_watchers_come_and_go()
    {
        const int Work = 2_000;
        var (left, taken) = (0, 0);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var takers = Enumerable.Range(0, 8).Select(taker => Task.Run(async () =>
        {
            var random = new Random(taker);
            while (Volatile.Read(ref taken) < Work)
            {
                using var watch = _signals.Watch(Topic);
                // As a long poll does: look first, then wait; some give up at once, woken or not.
                if (Take())
                    continue;
                if (random.Next(4) == 0 || Volatile.Read(ref taken) == Work)
                    continue;
                await watch.Next(TimeSpan.FromMinutes(1), TimeProvider.System, limit.Token);
                if (random.Next(8) == 0)
                    watch.Wake();
                else
                    Take();
            }

            _signals.Wake(Topic);
        })).ToList();
        for (var work = 0; work < Work; work++)
        {
            Interlocked.Increment(ref left);
            _signals.WakeOne(Topic);
            if (work % 50 == 0)
                await Task.Yield();
        }

        await Task.WhenAll(takers);
        Assert.Equal(Work, taken);

        bool Take()
        {
            for (var seen = Volatile.Read(ref left); seen > 0; seen = Volatile.Read(ref left))
            {
                if (Interlocked.CompareExchange(ref left, seen - 1, seen) != seen)
                    continue;
                Interlocked.Increment(ref taken);
                return true;
            }

            return false;
        }
    }

    private Task Next(Watch watch) => watch.Next(TimeSpan.FromSeconds(1), _time, CancellationToken.None);
}
