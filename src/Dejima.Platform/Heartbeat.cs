namespace Dejima.Platform;

/// <summary>Tells the service manager that the main loop goes round, for as long as it does.</summary>
public sealed class Heartbeat : IDisposable
{
    private readonly ServiceManager _manager;
    private readonly TimeSpan _longestTurn;
    private readonly TimeProvider _time;
    private readonly ITimer? _timer;
    private long _turned;

    /// <param name="manager">Whom to tell.</param>
    /// <param name="longestTurn">A loop that takes longer for one turn hangs.</param>
    /// <param name="time">The clock.</param>
    public Heartbeat(ServiceManager manager, TimeSpan longestTurn, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(time);
        (_manager, _longestTurn, _time) = (manager, longestTurn, time);
        Turn();
        if (manager.Watchdog is { } limit)
            _timer = time.CreateTimer(Beat, null, TimeSpan.Zero, limit / 3);
    }

    /// <summary>The main loop is at its next turn.</summary>
    public void Turn() => Volatile.Write(ref _turned, _time.GetTimestamp());

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private void Beat(object? _)
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _turned)) <= _longestTurn)
            _manager.Alive();
    }
}
