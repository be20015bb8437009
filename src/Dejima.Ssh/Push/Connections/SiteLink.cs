using Dejima.Client.Handout;
using Dejima.Ssh.Push.Plain;
using Dejima.Ssh.Push.Sessions;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Connections;

/// <summary>
/// The way to a site, which may break at any moment: what was asked is asked again on the next connection (R-S9). A
/// connection that has gone silent is not waited for: a new one is tried beside it, and the first that answers is used.
/// Silent is one from which nothing comes; a call may take as long as it does.
/// </summary>
internal sealed class SiteLink(SshAddress address, TimeSpan patience, TimeProvider time, Action<string> disconnected) : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1), Quick = TimeSpan.FromSeconds(2), Slow = TimeSpan.FromSeconds(20);

    private readonly LinkHealth _health = new(patience, time);
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _ending = [];
    private SshConnection? _current;
    private Task<SshConnection>? _begun;
    private TimeSpan? _connectTook;

    /// <summary>Begins to connect, so that it goes on while other things are made ready.</summary>
    /// <returns>The connection, which may yet fail.</returns>
    public SshConnection Begin(CancellationToken cancellationToken)
    {
        var connection = SshConnection.Begin(address, null);
        _begun = connection.OpenedAsync(cancellationToken);
        return connection;
    }

    /// <summary>Calls until the site has answered.</summary>
    /// <exception cref="UnreachableException">
    /// There was no connection for longer than the patience, or each one was lost again before it was of any use.
    /// </exception>
    /// <exception cref="Client.Connections.SetupException">Somebody must do something first.</exception>
    /// <exception cref="SiteRefusedException">The site said no.</exception>
    public async Task<T> CallAsync<T>(Func<SshConnection, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        long? first = null;
        while (true)
        {
            var connection = await CurrentAsync(cancellationToken).ConfigureAwait(false);
            var tried = time.GetTimestamp();
            try
            {
                var answer = await call(connection, cancellationToken).ConfigureAwait(false);
                _health.Went();
                return answer;
            }
            catch (LinkLostException lost) when (!cancellationToken.IsCancellationRequested)
            {
                Drop(connection);
                if (_health.Lost(ref first))
                    throw new UnreachableException(lost.Message, lost);
                await _health.PaceAsync(tried, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Bytes of files move: the connection is slow, perhaps, but not dead.</summary>
    public void Moved() => _health.Moved();

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        if (_begun is { } unused)
            _ending.Add(unused.ContinueWith(
                opened => opened.IsCompletedSuccessfully ? opened.Result.DisposeAsync().AsTask() : Task.CompletedTask, TaskScheduler.Default).Unwrap());
        if (_current is { } last)
            await last.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
        _connecting.Dispose();
    }

    private async Task<SshConnection> CurrentAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _current ??= Keep(await ConnectAsync(cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _connecting.Release();
        }
    }

    private SshConnection Keep(SshConnection connection)
    {
        _ = GuardAsync(connection);
        return connection;
    }

    private void Drop(SshConnection connection)
    {
        if (Interlocked.CompareExchange(ref _current, null, connection) != connection)
            return;
        connection.Kill();
        lock (_ending)
            _ending.Add(connection.DisposeAsync().AsTask());
    }

    // Short tries in quick succession: a lost packet is sent again ever more slowly, a new connection begins anew.
    private async Task<SshConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        var told = string.Empty;
        for (var attempt = 0; ; attempt++)
        {
            var tried = time.GetTimestamp();
            TimeSpan? within = _connectTook is { } took ? (took * 4 > Quick ? took * 4 : Quick) : attempt == 0 ? null : Slow;
            try
            {
                var opening = Interlocked.Exchange(ref _begun, null) ?? SshConnection.Begin(address, within).OpenedAsync(cancellationToken);
                var connection = await opening.ConfigureAwait(false);
                _connectTook ??= time.GetElapsedTime(tried);
                return connection;
            }
            catch (LinkLostException lost)
            {
                if (time.GetElapsedTime(begin) > patience)
                    throw new UnreachableException(lost.Message, lost);
                if (told != (told = lost.Message))
                    disconnected(lost.Message);
            }

            if (Pace - time.GetElapsedTime(tried) is var left && left > TimeSpan.Zero)
                await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task GuardAsync(SshConnection connection)
    {
        var over = _over.Token;
        try
        {
            while (ReferenceEquals(_current, connection) || _connecting.CurrentCount == 0)
            {
                await Task.Delay(Pace, time, over).ConfigureAwait(false);
                var answer = connection.Session.PingAsync(over);
                if (await _health.SilentAsync(() => Signs(connection), answer, over).ConfigureAwait(false))
                    await ReplaceAsync(connection, answer, over).ConfigureAwait(false);
                await answer.ConfigureAwait(false);
            }
        }
        catch (LinkLostException)
        {
            Drop(connection);
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SiteRefusedException)
        {
            // The handout is over.
        }
    }

    // A gate answers pings whatever else it does; a plain site's shell does one thing at a time, and has a pulse.
    private static long Signs(SshConnection connection) => connection.Session is PlainSession plain ? plain.Signs : 0;

    private async Task ReplaceAsync(SshConnection silent, Task answer, CancellationToken over)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(over);
        var fresh = ConnectAsync(enough.Token);
        await Task.WhenAny(answer, fresh).ConfigureAwait(false);
        if (answer.IsCompleted && !fresh.IsCompleted)
        {
            await enough.CancelAsync().ConfigureAwait(false);
            if (await fresh.ContinueWith(done => done.IsCompletedSuccessfully ? done.Result : null, TaskScheduler.Default).ConfigureAwait(false) is { } unused)
                await unused.DisposeAsync().ConfigureAwait(false);
            return;
        }

        if (!fresh.IsCompletedSuccessfully)
        {
            Drop(silent);
            return;
        }

        var better = await fresh.ConfigureAwait(false);
        if (Interlocked.CompareExchange(ref _current, better, silent) != silent)
        {
            await better.DisposeAsync().ConfigureAwait(false);
            return;
        }

        Keep(better);
        silent.Kill();
        lock (_ending)
            _ending.Add(silent.DisposeAsync().AsTask());
    }
}
