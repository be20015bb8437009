namespace Dejima.Agent.Local;

/// <summary>Calculations that the site has no room for go back to the queue; the pause before the next claim grows with each.</summary>
internal sealed class RoomPause(TimeProvider time)
{
    private const double Shortest = 5, Longest = 300;
    private int _inARow;

    /// <summary>There was no room.</summary>
    public void Lacks() => Interlocked.Increment(ref _inARow);

    /// <summary>There was room.</summary>
    public void Has() => Interlocked.Exchange(ref _inARow, 0);

    /// <summary>Waits, if there was none the last time.</summary>
    public Task WaitAsync(CancellationToken stop) => Volatile.Read(ref _inARow) is var times and > 0
        ? Task.Delay(TimeSpan.FromSeconds(Math.Min(Longest, Shortest * Math.Pow(2, times - 1))), time, stop)
        : Task.CompletedTask;
}
