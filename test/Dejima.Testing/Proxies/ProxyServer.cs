using System.Net;
using System.Net.Sockets;

namespace Dejima.Testing.Proxies;

/// <summary>A real HTTP proxy on a free loopback port; it asks for a name and a password (Basic).</summary>
public abstract class ProxyServer(TempFolder folder) : IDisposable
{
    public const string User = "alice", Password = "secret-word_1";
    private Running? _running;

    public int Port { get; } = FreePort();

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>A file that holds the password.</summary>
    public string PasswordFile => Folder["proxy-password"];

    protected TempFolder Folder { get; } = folder;

    protected abstract string LogFile { get; }

    /// <summary>How many tunnels were asked for.</summary>
    public int Tunnels => Log.Split('\n').Count(line => line.Contains("CONNECT 127.0.0.1:", StringComparison.Ordinal));

    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : string.Empty;

    public async Task StartAsync()
    {
        Folder.Write("proxy-password", Password + "\n");
        _running = Launch();
        await Eventually.TrueAsync(() => _running.HasExited || Listens(), "the proxy listens").ConfigureAwait(false);
        if (_running.HasExited)
            throw new InvalidOperationException((await _running.EndAsync().ConfigureAwait(false)).ToString());
    }

    /// <summary>kill -9: every tunnel breaks.</summary>
    public async Task KillAsync()
    {
        _running!.Kill();
        await _running.EndAsync().ConfigureAwait(false);
        Clear();
    }

    public void Dispose()
    {
        _running?.Dispose();
        Clear();
        GC.SuppressFinalize(this);
    }

    protected abstract Running Launch();

    /// <summary>Takes away what a proxy that was killed leaves.</summary>
    protected virtual void Clear()
    {
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private bool Listens()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
