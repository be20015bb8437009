namespace Dejima.Broker.Storage;

/// <summary>A change that waits for its transaction.</summary>
internal abstract class Pending
{
    /// <summary>Does it within a transaction; may be done again in another one when that fails.</summary>
    public abstract Task Do(Ledger ledger, CancellationToken cancellation);

    /// <summary>The transaction is durable: tells whoever asked.</summary>
    public abstract void Tell();

    /// <summary>It could not be done: tells whoever asked.</summary>
    public abstract void Fail(Exception reason);
}

/// <summary>A change with a result.</summary>
internal sealed class Pending<T>(Func<Ledger, CancellationToken, Task<T>> change) : Pending
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<TaskCompletionSource<T>, bool>? _outcome;

    /// <summary>Ends once the change is durable.</summary>
    public Task<T> Done => _done.Task;

    /// <inheritdoc/>
    public override async Task Do(Ledger ledger, CancellationToken cancellation)
    {
        try
        {
            var result = await change(ledger, cancellation);
            _outcome = done => done.TrySetResult(result);
        }
        catch (RefusedException refused)
        {
            // A refusal changes nothing, so the rest of the transaction may go on.
            _outcome = done => done.TrySetException(refused);
        }
    }

    /// <inheritdoc/>
    public override void Tell() => _outcome!(_done);

    /// <inheritdoc/>
    public override void Fail(Exception reason) => _done.TrySetException(reason);
}
