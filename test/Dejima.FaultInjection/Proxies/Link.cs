using System.Net.Sockets;

namespace Dejima.FaultInjection.Proxies;

/// <summary>One connection through the proxy: a socket on each side.</summary>
internal abstract class Link(int number, Socket client, Socket broker) : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _closing = new();
    private readonly TaskCompletionSource _stalled = new();
    private bool _closed;

    /// <summary>Counted from 0.</summary>
    public int Number { get; } = number;

    /// <summary>The exchange that is under way; null between two, and where nobody looks inside.</summary>
    public Passing? Current { get; protected set; }

    public bool IsStalled => _stalled.Task.IsCompleted;

    protected Socket Client { get; } = client;

    protected Socket Broker { get; } = broker;

    protected CancellationToken Over
    {
        get
        {
            lock (_closing)
                return _closed ? new CancellationToken(true) : _over.Token;
        }
    }

    /// <summary>Passes bytes until one side ends or a fault does.</summary>
    public async Task RunAsync()
    {
        try
        {
            await PumpAsync().ConfigureAwait(false);
            await GateAsync().ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException)
        {
            await GateAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Resets both sides.</summary>
    public void Cut()
    {
        Reset(Client);
        Reset(Broker);
        Close();
    }

    /// <summary>From now on nothing passes, not even an end.</summary>
    public void Stall() => _stalled.TrySetResult();

    public void Dispose()
    {
        Close();
        _over.Dispose();
    }

    protected abstract Task PumpAsync();

    /// <summary>To be awaited before anything passes on: for ever when stalled.</summary>
    protected Task GateAsync() => IsStalled ? Task.Delay(Timeout.Infinite, Over) : Task.CompletedTask;

    /// <summary>Does what ends the connection, and then does not return.</summary>
    protected async Task EndByAsync(FaultKind kind)
    {
        if (kind == FaultKind.Cut)
            Cut();
        else if (kind == FaultKind.Truncate)
            Finish();
        else if (kind == FaultKind.Stall)
            Stall();
        if (kind is FaultKind.Cut or FaultKind.Truncate)
            throw new IOException("ended on purpose");
        await GateAsync().ConfigureAwait(false);
    }

    // An orderly end first: closing alone, with a read under way, would be a reset.
    private void Finish()
    {
        foreach (var socket in new[] { Client, Broker })
        {
            try
            {
                socket.Shutdown(SocketShutdown.Both);
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
            }
        }
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
        }
    }

    private void Close()
    {
        lock (_closing)
        {
            if (_closed)
                return;
            _closed = true;
            Client.Close();
            Broker.Close();
            _over.Cancel();
        }
    }
}
