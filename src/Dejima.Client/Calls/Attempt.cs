namespace Dejima.Client.Calls;

/// <summary>One try of a call. It ends when its time is over; a transfer that still moves says so and gets the time anew.</summary>
public sealed class Attempt : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _either;

    internal Attempt(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _limit = limit;
        _over = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, cancellationToken);
    }

    /// <summary>Ends with the try or with the whole call.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Something moved.</summary>
    public void Moved() => _over.CancelAfter(_limit);

    /// <inheritdoc/>
    public void Dispose()
    {
        _either.Dispose();
        _over.Dispose();
    }
}
