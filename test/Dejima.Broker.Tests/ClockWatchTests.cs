using Dejima.Broker.Housekeeping;

namespace Dejima.Broker.Tests;

/// <summary>A clock that is set is told from time that passes.</summary>
public class ClockWatchTests
{
    private readonly SetClock _time = new();

    [Fact]
    public void Time_that_passes_is_not_a_clock_that_is_set()
    {
        var watch = new ClockWatch(_time);
        _time.Pass(TimeSpan.FromHours(9));
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero, null), (watch.Look(), watch.Forward, watch.SetAt));
    }

    [Fact]
    public void Set_forward_and_back()
    {
        var watch = new ClockWatch(_time);
        _time.Set(TimeSpan.FromHours(5));
        Assert.Equal((TimeSpan.FromHours(5), TimeSpan.FromHours(5)), (watch.Look(), watch.Forward));
        Assert.Equal(_time.GetUtcNow(), watch.SetAt);
        Assert.Equal(TimeSpan.Zero, watch.Look());
        _time.Set(TimeSpan.FromHours(-3));
        Assert.Equal((TimeSpan.FromHours(-3), TimeSpan.FromHours(2)), (watch.Look(), watch.Forward));
        _time.Set(TimeSpan.FromHours(-4));
        Assert.Equal((TimeSpan.FromHours(-4), TimeSpan.Zero), (watch.Look(), watch.Forward));
    }

    [Fact]
    public void A_clock_that_is_corrected_a_little_is_not_set()
    {
        var watch = new ClockWatch(_time);
        _time.Set(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.Zero, watch.Look());
    }

    private sealed class SetClock : TimeProvider
    {
        private TimeSpan _passed, _set;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => _passed += time;

        public void Set(TimeSpan by) => _set += by;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + _passed + _set;

        public override long GetTimestamp() => _passed.Ticks;
    }
}
