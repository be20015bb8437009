using Dejima.Ssh.Push.Connections;
using Dejima.Ssh.Push.Transfers;

namespace Dejima.Ssh.Push;

/// <summary>
/// The first sending of inputs on a connection that was just begun: rsync is started as soon as the connection can carry
/// it, while the site still makes the workspace and lets rsync wait for it.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="send">Sends the inputs.</param>
internal sealed class EarlySending(SshConnection connection, Func<CancellationToken, Task<RsyncResult>> send) : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private Task<RsyncResult?>? _sent;

    /// <summary>Begins.</summary>
    public void Begin() => _sent = SendAsync();

    /// <summary>How it ended, if it was on this connection; null when it has to be done now.</summary>
    public async Task<RsyncResult?> TakeAsync(SshConnection current, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _sent, null) is not { } sent)
            return null;
        try
        {
            if (current == connection)
                return await sent.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(sent).ConfigureAwait(false);
            throw;
        }

        await EndAsync(sent).ConfigureAwait(false);
        return null;
    }

    /// <summary>Ends it, if nobody has taken it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _sent, null) is { } sent)
            await EndAsync(sent).ConfigureAwait(false);
    }

    private async Task EndAsync(Task sent)
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<RsyncResult?> SendAsync() =>
        await connection.SharedAsync(_over.Token).ConfigureAwait(false) ? await send(_over.Token).ConfigureAwait(false) : null;
}
