using Dejima.Contracts.Calculations;

namespace Dejima.Broker.Housekeeping;

/// <summary>The calls of one site's agents, as far as they tell whether anybody is there.</summary>
internal sealed class SiteVisits
{
    // From the end of one long poll to the next; whoever breaks off in its middle is gone at once.
    private static readonly TimeSpan BetweenPolls = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private int _open;
    private bool _brokeOff;
    private string? _version;
    private DateTimeOffset? _seen, _came, _written;

    /// <summary>Nothing is known.</summary>
    public SiteVisits()
    {
    }

    /// <summary>What was written down before the broker started.</summary>
    public SiteVisits(DateTimeOffset seen, string version) => (_seen, _version, _brokeOff) = (seen, version, true);

    /// <summary>When one was last in touch.</summary>
    public DateTimeOffset? SeenAt
    {
        get
        {
            lock (_lock)
                return _seen;
        }
    }

    /// <summary>A call begins.</summary>
    public void Enter(DateTimeOffset now, string? version)
    {
        lock (_lock)
        {
            if (!IsThere(now))
                _came = now;
            _open++;
            _version = version ?? _version;
            (_seen, _brokeOff) = (now, false);
        }
    }

    /// <summary>A call ends.</summary>
    /// <returns>Whether nobody is left.</returns>
    public bool Leave(DateTimeOffset now, bool brokeOff)
    {
        lock (_lock)
        {
            _open--;
            (_seen, _brokeOff) = (now, brokeOff);
            return brokeOff && _open == 0;
        }
    }

    /// <summary>Whether anybody is there, and since when that is so.</summary>
    public (AgentPresence Agent, DateTimeOffset? Since) At(DateTimeOffset now)
    {
        lock (_lock)
            return IsThere(now) ? (AgentPresence.Present, _came) : (AgentPresence.Absent, _seen);
    }

    /// <summary>What is to be written down; null when what is written is not older than <paramref name="age"/>.</summary>
    public (DateTimeOffset At, string Version)? TakeForWriting(TimeSpan age)
    {
        lock (_lock)
        {
            if (_version is null || _seen is not { } seen || seen == _written || (_written is { } written && seen - written < age))
                return null;
            _written = seen;
            return (seen, _version);
        }
    }

    private bool IsThere(DateTimeOffset now) => _open > 0 || (!_brokeOff && _seen is { } seen && now - seen < BetweenPolls);
}
