using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Dejima.Platform;

/// <summary>
/// Tells systemd, or whatever else started this program as a service, how it is: the datagrams of sd_notify(3). Without such
/// a manager nothing happens.
/// </summary>
public sealed class ServiceManager : IDisposable
{
    private const int LongestPath = 107;
    private readonly UnixDomainSocketEndPoint? _address;
    private readonly Socket? _socket;
    private string _status = string.Empty;

    /// <param name="variable">Gives an environment variable's value, null when it is not set.</param>
    public ServiceManager(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        if (variable("NOTIFY_SOCKET") is not { Length: > 1 and <= LongestPath } path || path[0] is not ('/' or '@'))
            return;
        _address = new UnixDomainSocketEndPoint(path[0] == '@' ? "\0" + path[1..] : path);
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { SendTimeout = 5000 };
        var own = variable("WATCHDOG_PID") is not { } process || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        if (own && long.TryParse(variable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0)
            Watchdog = TimeSpan.FromMicroseconds(limit);
    }

    /// <summary>Nobody to be told.</summary>
    public static ServiceManager None { get; } = new(_ => null);

    /// <summary>After how much silence the manager ends this program; null for never.</summary>
    public TimeSpan? Watchdog { get; }

    /// <summary>From here on it serves.</summary>
    public void Ready() => Send("READY=1");

    /// <summary>What it is doing, in a line for people.</summary>
    public void Status(string text)
    {
        if (Interlocked.Exchange(ref _status, text) != text)
            Send($"STATUS={text.ReplaceLineEndings(" ")}");
    }

    /// <summary>It ends, in good order.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <summary>It is not stuck.</summary>
    public void Alive() => Send("WATCHDOG=1");

    /// <summary>Does something whenever SIGHUP asks for the configuration to be read again.</summary>
    /// <returns>Ends it; null where a hang-up means another thing: that the terminal, or the console of Windows, was closed.</returns>
    public IDisposable? OnReload(Action reload)
    {
        ArgumentNullException.ThrowIfNull(reload);
        if (OperatingSystem.IsWindows() || !Console.IsErrorRedirected)
            return null;
        return PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            var now = Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000);
            Send(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={now}"));
            reload();
            Ready();
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    private void Send(string state)
    {
        try
        {
            _socket?.SendTo(Encoding.UTF8.GetBytes(state), _address!);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Nobody listens any more. That is no reason to serve worse.
        }
    }
}
