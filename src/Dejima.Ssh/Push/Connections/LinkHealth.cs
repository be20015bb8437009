namespace Dejima.Ssh.Push.Connections;

/// <summary>How a way to a site has done of late: what moved, what was lost, and so how patient to be with it.</summary>
/// <param name="patience">How long connections may be lost one after the other.</param>
/// <param name="time">The clock.</param>
internal sealed class LinkHealth(TimeSpan patience, TimeProvider time)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1), Silence = TimeSpan.FromSeconds(3), Look = TimeSpan.FromMilliseconds(500);
    private const int LossesAtLeast = 3, Doublings = 4;

    private long _moved, _went;
    private int _losses;

    /// <summary>A call was answered.</summary>
    public void Went()
    {
        Volatile.Write(ref _went, time.GetTimestamp());
        Volatile.Write(ref _losses, 0);
    }

    /// <summary>Bytes of files move: the connection is slow, perhaps, but not dead.</summary>
    public void Moved()
    {
        Volatile.Write(ref _moved, time.GetTimestamp());
        Went();
    }

    /// <summary>A connection was lost in a call.</summary>
    /// <param name="first">When the call's first one was since anything went well; null before.</param>
    /// <returns>Whether that was once too often.</returns>
    public bool Lost(ref long? first)
    {
        first = first is { } then && then > Volatile.Read(ref _went) ? then : time.GetTimestamp();
        return Interlocked.Increment(ref _losses) >= LossesAtLeast && time.GetElapsedTime(first.Value) > patience;
    }

    /// <summary>The first loss is mended at once; one after the other means that something is wrong, here or there.</summary>
    /// <param name="tried">When the try began that ended with the loss.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task PaceAsync(long tried, CancellationToken cancellationToken)
    {
        var losses = Volatile.Read(ref _losses);
        if (losses > 1 && (Pace * (1 << Math.Min(losses - 2, Doublings))) - time.GetElapsedTime(tried) is var left && left > TimeSpan.Zero)
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits until a ping is answered, or nothing has come for a while. Where connections are lost again and again, by a
    /// site that is too busy to give signs of life, the while becomes longer.
    /// </summary>
    /// <param name="signs">Grows with each sign of life.</param>
    /// <param name="answer">The ping.</param>
    /// <param name="over">The handout is over.</param>
    /// <returns>Whether nothing has come.</returns>
    public async Task<bool> SilentAsync(Func<long> signs, Task answer, CancellationToken over)
    {
        var (last, heard) = (signs(), time.GetTimestamp());
        while (true)
        {
            await Task.WhenAny(answer, Task.Delay(Look, time, over)).ConfigureAwait(false);
            over.ThrowIfCancellationRequested();
            if (answer.IsCompleted)
                return false;
            if (last != (last = signs()))
                heard = time.GetTimestamp();
            var quiet = time.GetElapsedTime(Math.Max(heard, Volatile.Read(ref _moved)));
            if (quiet > Silence * (1 << Math.Clamp(Volatile.Read(ref _losses) - 1, 0, Doublings)))
                return true;
        }
    }
}
