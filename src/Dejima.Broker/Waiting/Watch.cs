namespace Dejima.Broker.Waiting;

/// <summary>One subscription. A wake between two waits is remembered.</summary>
internal sealed class Watch(Action<Watch> leave) : IDisposable
{
    private readonly SemaphoreSlim _woken = new(0);

    /// <summary>Wakes it; called by <see cref="Signals"/> only.</summary>
    public void Wake()
    {
        if (_woken.CurrentCount == 0)
            _woken.Release();
    }

    /// <summary>Waits for the next wake.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public Task Next(TimeSpan atMost, TimeProvider time, CancellationToken cancellation) =>
        _woken.WaitAsync(cancellation).WaitAsync(atMost, time, cancellation);

    /// <inheritdoc/>
    public void Dispose() => leave(this);
}
