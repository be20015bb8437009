namespace Dejima.Agent.Local;

/// <summary>Calculations that the site has no room for go back to the queue; the pause before the next claim grows with each.</summary>
internal sealed class RoomPause(TimeProvider time)
{
    private const double Shortest = 5, Longest = 300, Step = 30;
    private int _inARow;

    /// <summary>There was no room.</summary>
    public void Lacks() => Interlocked.Increment(ref _inARow);

    /// <summary>There was room.</summary>
    public void Has() => Interlocked.Exchange(ref _inARow, 0);

    /// <summary>Waits, if there was none the last time.</summary>
    /// <param name="turn">Told now and then that this is a pause, and no loop that hangs.</param>
    /// <param name="stop">Ends it.</param>
    public async Task WaitAsync(Action turn, CancellationToken stop)
    {
        var left = Volatile.Read(ref _inARow) is var times and > 0 ? Math.Min(Longest, Shortest * Math.Pow(2, times - 1)) : 0;
        for (; left > 0; left -= Step)
        {
            turn();
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(left, Step)), time, stop).ConfigureAwait(false);
        }
    }
}
