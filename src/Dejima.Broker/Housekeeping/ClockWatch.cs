namespace Dejima.Broker.Housekeeping;

/// <summary>
/// Notices that somebody set the clock, or that the machine slept: then what the clock says and what passed differ. What
/// was begun before has not become older by that, and no agent could have renewed its lease in hours that never were.
/// </summary>
internal sealed class ClockWatch(TimeProvider time)
{
    private static readonly TimeSpan Unremarkable = TimeSpan.FromSeconds(20);

    private DateTimeOffset _said = time.GetUtcNow();
    private long _at = time.GetTimestamp();

    /// <summary>The hours that never were, since the start.</summary>
    public TimeSpan Forward { get; private set; }

    /// <summary>When the clock was last set, by the clock itself; null when it never was.</summary>
    public DateTimeOffset? SetAt { get; private set; }

    /// <summary>Looks again. A clock that is pushed a little at a time is none that was set.</summary>
    /// <returns>By how much it was set since the last look; zero when it was not.</returns>
    public TimeSpan Look()
    {
        var (said, at) = (time.GetUtcNow(), time.GetTimestamp());
        var set = said - _said - time.GetElapsedTime(_at, at);
        (_said, _at) = (said, at);
        if (set.Duration() < Unremarkable)
            return TimeSpan.Zero;
        Forward = TimeSpan.FromTicks(Math.Max(0, Forward.Ticks + set.Ticks));
        SetAt = said;
        return set;
    }
}
