namespace Dejima.Broker.Waiting;

/// <summary>
/// Who waits for what. Waking is a hint to look again, never the news itself, so one wake too many does no harm and
/// none is lost: a watcher subscribes before it looks.
/// </summary>
internal sealed class Signals
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<Watch>> _watches = [];

    /// <summary>Topic of everything about one calculation.</summary>
    public static string Calculation(Guid id) => $"calculation {id:N}";

    /// <summary>Topic of work for one site.</summary>
    public static string Site(string name) => $"site {name}";

    /// <summary>Subscribes; dispose to leave.</summary>
    public Watch Watch(string topic)
    {
        var watch = new Watch(watch => Leave(topic, watch));
        lock (_lock)
        {
            if (!_watches.TryGetValue(topic, out var watches))
                _watches[topic] = watches = [];
            watches.Add(watch);
        }

        return watch;
    }

    /// <summary>Wakes all who watch the topic.</summary>
    public void Wake(string topic)
    {
        lock (_lock)
        {
            if (!_watches.TryGetValue(topic, out var watches))
                return;
            foreach (var watch in watches)
                watch.Wake();
        }
    }

    /// <summary>
    /// Wakes one who watches the topic and is not woken yet: for work that only one can take. Should he leave without having
    /// looked, the wake goes to another.
    /// </summary>
    public void WakeOne(string topic)
    {
        lock (_lock)
        {
            if (!_watches.TryGetValue(topic, out var watches))
                return;
            foreach (var watch in watches)
            {
                if (watch.Wake())
                    return;
            }
        }
    }

    private void Leave(string topic, Watch watch)
    {
        lock (_lock)
        {
            var watches = _watches[topic];
            watches.Remove(watch);
            if (watches.Count == 0)
                _watches.Remove(topic);
            else if (watch.IsWoken)
                WakeOne(topic);
        }
    }
}
