namespace Dejima.Broker.Waiting;

/// <summary>One subscription. A wake between two waits is remembered.</summary>
internal sealed class Watch(Action<Watch> leave) : IDisposable
{
    private TaskCompletionSource _news = New();

    /// <summary>It was woken and has not gone to look since.</summary>
    public bool IsWoken => Volatile.Read(ref _news).Task.IsCompleted;

    /// <summary>Wakes it.</summary>
    /// <returns>False when it is woken already.</returns>
    public bool Wake() => Volatile.Read(ref _news).TrySetResult();

    /// <summary>Waits for the next wake.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public async Task Next(TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        await _news.Task.WaitAsync(atMost, time, cancellation);
        // Before the watcher looks: a wake from here on is about something that it may not have seen.
        Volatile.Write(ref _news, New());
    }

    /// <inheritdoc/>
    public void Dispose() => leave(this);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
