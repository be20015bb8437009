using Dejima.Client.Handout;
using Dejima.Contracts.Calculations;

namespace Dejima.Ssh.Push;

/// <summary>Hands calculations to a site over SSH.</summary>
/// <param name="site">The site's name.</param>
/// <param name="address">How it is reached.</param>
/// <param name="state">A folder of this user's own in which what is needed to come back is kept.</param>
/// <param name="patience">How long to try when the connection is lost.</param>
/// <param name="time">The clock.</param>
/// <param name="observer">Hears of the progress.</param>
public sealed class SshHandout(
    string site, SshAddress address, string state, TimeSpan patience, TimeProvider time, IHandoutObserver observer) : IHandout
{
    private readonly object _all = (site, address, state, patience, time, observer);

    public Task SubmitAsync(Guid id, Work work, CancellationToken cancellationToken) => throw new NotSupportedException(_all.ToString());
    public Task<bool> WithdrawAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<CalculationStatus> ToEndAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<CalculationStatus> StatusAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task ReadLogAsync(Guid id, LogStream stream, bool follow, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<CalculationStatus> CancelAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IReadOnlyList<string>> FetchAsync(CalculationStatus status, string folder, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<CalculationStatus> CollectAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();
    public ValueTask DisposeAsync() => default;
}
