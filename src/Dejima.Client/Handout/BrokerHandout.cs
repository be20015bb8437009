using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Handout;

/// <summary>Hands calculations to a site through a broker: the WebAPI method.</summary>
/// <param name="client">The broker; disposed of with this object.</param>
/// <param name="observer">Hears of the progress.</param>
public sealed class BrokerHandout(HostClient client, IHandoutObserver observer) : IHandout
{
    /// <inheritdoc/>
    public Task SubmitAsync(Guid id, Work work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work.SiteFiles.Count == 0
            ? new Submission(client, observer).SubmitAsync(id, work, cancellationToken)
            : throw new WorkException(Say(
                "Files that are at the site already (--site-file) can be named only for a plain site reached over SSH.",
                "サイトにあるファイル（--site-file）は、SSH で接続するゲートのないサイトでのみ指定できます。"));
    }

    /// <inheritdoc/>
    public async Task<bool?> WithdrawAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            await client.CancelAsync(id, cancellationToken).ConfigureAwait(false);
            await client.CollectAsync(id, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (HandoutException refused)
        {
            // Any other no means that it was never registered.
            return refused.Code is not ErrorCode.WrongState;
        }
    }

    /// <summary>Lets the site have what <see cref="SubmitAsync"/> had sent and not released.</summary>
    public Task<CalculationStatus> ReleaseAsync(Guid id, CancellationToken cancellationToken) => client.ReleaseAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<CalculationStatus> ToEndAsync(Guid id, CancellationToken cancellationToken) =>
        new Following(client, observer).ToEndAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<CalculationStatus> StatusAsync(Guid id, CancellationToken cancellationToken) => client.StatusAsync(id, cancellationToken);

    /// <inheritdoc/>
    public async Task ReadLogAsync(Guid id, LogStream stream, bool follow, CancellationToken cancellationToken)
    {
        if (follow)
        {
            await new Following(client, observer).StreamAsync(id, stream, cancellationToken).ConfigureAwait(false);
            return;
        }

        long offset = 0;
        for (LogChunk chunk; ; offset += chunk.Bytes.Length)
        {
            chunk = await client.ReadLogAsync(id, stream, offset, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            if (chunk.Bytes.IsEmpty)
                return;
            observer.Wrote(stream, chunk.Bytes);
        }
    }

    /// <inheritdoc/>
    public Task<CalculationStatus> CancelAsync(Guid id, CancellationToken cancellationToken) => client.CancelAsync(id, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FetchAsync(CalculationStatus status, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status.Outputs.Any(output => output.State == OutputState.Received)
            ? await new Collection(client, observer).FetchAsync(status, folder, cancellationToken).ConfigureAwait(false)
            : [];
    }

    /// <inheritdoc/>
    public Task<CalculationStatus> CollectAsync(Guid id, CancellationToken cancellationToken) => client.CollectAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Http.Dispose();
        return default;
    }
}
