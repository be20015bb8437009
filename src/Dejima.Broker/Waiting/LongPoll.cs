namespace Dejima.Broker.Waiting;

/// <summary>Answers late rather than with no news: looks, and looks again whenever the topic is woken.</summary>
internal sealed class LongPoll(Signals signals, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>Longest wait (design rule 1): proxies cut connections that are silent for longer.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Looks until what it sees is enough, the time is over or the broker stops.</summary>
    /// <returns>What was seen last.</returns>
    public async Task<T> Until<T>(
        string topic,
        TimeSpan wait,
        Func<CancellationToken, ValueTask<T>> look,
        Predicate<T> enough,
        CancellationToken cancellation)
    {
        using var watch = signals.Watch(topic);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        var started = time.GetTimestamp();
        while (true)
        {
            var seen = await Look(watch, look, cancellation);
            var left = wait - time.GetElapsedTime(started);
            if (enough(seen) || left <= TimeSpan.Zero)
                return seen;
            try
            {
                await watch.Next(left, time, end.Token);
            }
            catch (Exception over) when (over is TimeoutException || (over is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                return seen;
            }
        }
    }

    // Whoever fails has not looked: the wake that he had goes to another.
    private static async ValueTask<T> Look<T>(Watch watch, Func<CancellationToken, ValueTask<T>> look, CancellationToken cancellation)
    {
        try
        {
            return await look(cancellation);
        }
        catch
        {
            watch.Wake();
            throw;
        }
    }
}
