using Dejima.Contracts.Calculations;

namespace Dejima.Client.Handout;

/// <summary>
/// One way to hand calculations to a site and have their results, whichever method reaches it. Every call may be repeated,
/// by another process too.
/// </summary>
/// <exception cref="HandoutException">Any call: broker or site said no.</exception>
/// <exception cref="UnreachableException">Any call: no answer within the patience. The calculation goes on.</exception>
public interface IHandout : IAsyncDisposable
{
    /// <summary>Hands out <paramref name="work"/> under an id of the caller's making; when it returns, it goes on without the caller.</summary>
    /// <exception cref="WorkException">The work cannot be handed out; nothing was sent.</exception>
    Task SubmitAsync(Guid id, Work work, CancellationToken cancellationToken);

    /// <summary>Takes back what <see cref="SubmitAsync"/> could not finish.</summary>
    /// <returns>True when nothing of it is left; false when it runs, or has ended; null when that is not known.</returns>
    Task<bool?> WithdrawAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Follows it to its end. The observer hears both logs from their start.</summary>
    Task<CalculationStatus> ToEndAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>How it stands.</summary>
    Task<CalculationStatus> StatusAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Lets the observer hear one log from its start: what there is, or (<paramref name="follow"/>) until it is complete.</summary>
    Task ReadLogAsync(Guid id, LogStream stream, bool follow, CancellationToken cancellationToken);

    /// <summary>Asks for its end.</summary>
    Task<CalculationStatus> CancelAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Brings the results of an ended calculation into a folder; each is there whole, and lasts, or not at all.</summary>
    /// <returns>The paths written.</returns>
    Task<IReadOnlyList<string>> FetchAsync(CalculationStatus status, string folder, CancellationToken cancellationToken);

    /// <summary>The host has all it wants: payload and workspace go.</summary>
    Task<CalculationStatus> CollectAsync(Guid id, CancellationToken cancellationToken);
}
