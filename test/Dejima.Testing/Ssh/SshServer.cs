using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Dejima.Testing.Ssh;

/// <summary>
/// A real sshd on a free port, with a host key, a configuration and authorized keys of its own, and a client's
/// <c>ssh_config</c> that knows it as <see cref="Host"/>.
/// </summary>
public sealed class SshServer : IAsyncDisposable
{
    /// <summary>The name of the server in the client's configuration.</summary>
    public const string Host = "test-site";

    private readonly SshServerOptions _options;
    private readonly string _folder;
    private Running? _daemon;

    private SshServer(SshServerOptions options, string folder, SshKey key) => (_options, _folder, Key) = (options, folder, key);

    /// <summary>The client's key.</summary>
    public SshKey Key { get; private set; }

    /// <summary>Where it listens.</summary>
    public int Port { get; private set; }

    /// <summary>The account that the client logs in to.</summary>
    public string Account => _options.Account?.Name ?? Environment.UserName;

    /// <summary>For <c>ssh -F</c>.</summary>
    public string ClientConfig => At("ssh_config");

    /// <summary>The host keys that the client trusts.</summary>
    public string KnownHosts => At("known_hosts");

    public string AuthorizedKeys => At("authorized_keys");

    /// <summary>What sshd has said so far.</summary>
    public string Log => _daemon?.Error ?? string.Empty;

    /// <summary>Why there is no sshd here; null when there is one.</summary>
    public static string? Missing => File.Exists("/usr/sbin/sshd") ? null : "sshd is not installed";

    /// <summary>Starts one.</summary>
    /// <param name="folder">The test's folder; made readable for other accounts.</param>
    /// <param name="options">How it differs from the ordinary one.</param>
    public static async Task<SshServer> StartAsync(TempFolder folder, SshServerOptions? options = null)
    {
        options ??= new SshServerOptions();
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        var own = folder[$"sshd-{Guid.NewGuid():N}"];
        Directory.CreateDirectory(own);
        var key = await SshKey.CreateAsync(Path.Combine(own, "client-key"), options.KeyType, options.Passphrase).ConfigureAwait(false);
        var server = new SshServer(options, own, key);
        await SshKey.CreateAsync(server.At("host-key")).ConfigureAwait(false);
        server.Port = FreePort();
        server.Authorize(key, options.ForcedCommand);
        server.WriteClientFiles();
        await server.ListenAsync().ConfigureAwait(false);
        return server;
    }

    /// <summary>Lets the client in with this key instead.</summary>
    /// <param name="key">The key.</param>
    /// <param name="forcedCommand">Null for none.</param>
    public void Authorize(SshKey key, string? forcedCommand)
    {
        Key = key;
        List<string> options = [.. _options.KeyOptions.Length > 0 ? [_options.KeyOptions] : Array.Empty<string>()];
        if (forcedCommand is not null)
            options.Add($"command=\"{forcedCommand.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        File.WriteAllText(AuthorizedKeys, $"{string.Join(',', options)} {key.Public}".TrimStart() + "\n");
    }

    /// <summary>Gives the server another host key than the one the client knows.</summary>
    public async Task ChangeHostKeyAsync()
    {
        await StopAsync().ConfigureAwait(false);
        File.Delete(At("host-key"));
        File.Delete(At("host-key.pub"));
        await SshKey.CreateAsync(At("host-key")).ConfigureAwait(false);
        await ListenAsync().ConfigureAwait(false);
    }

    /// <summary>Starts listening, on the port it had before.</summary>
    public async Task ListenAsync()
    {
        WriteServerFiles();
        Directory.CreateDirectory("/run/sshd");
        // A port that was just left may be taken by somebody else's test or still be closing.
        await Eventually.TrueAsync(
            async () =>
            {
                _daemon?.Dispose();
                _daemon = StartDaemon();
                await Eventually.TrueAsync(
                    () => _daemon.HasExited || _daemon.Error.Contains("Server listening", StringComparison.Ordinal), "sshd listens").ConfigureAwait(false);
                if (_daemon.HasExited && !_daemon.Error.Contains("in use", StringComparison.Ordinal))
                    throw new InvalidOperationException($"sshd: {_daemon.Error}");
                return !_daemon.HasExited;
            },
            "sshd has its port").ConfigureAwait(false);
    }

    /// <summary>Stops listening and cuts all connections; what was started and detached goes on.</summary>
    public async Task StopAsync()
    {
        if (_daemon is null)
            return;
        CutConnections();
        _daemon.Kill();
        await _daemon.EndAsync().ConfigureAwait(false);
    }

    /// <summary>Stops, then listens again.</summary>
    public async Task RestartAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await ListenAsync().ConfigureAwait(false);
    }

    /// <summary>Kills the daemon's processes that serve the present connections.</summary>
    public void CutConnections() => Daemons.KillBelow(_daemon!.Pid);

    /// <summary>How many connections are open.</summary>
    public int Connections => Daemons.Below(_daemon!.Pid).Count;

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _daemon?.Dispose();
    }

    private Running StartDaemon()
    {
        string[] daemon = [.. _options.Before, "/usr/sbin/sshd", "-D", "-e", "-f", At("sshd_config")];
        return _options.Namespace is { } name
            ? Running.Start("/sbin/ip", ["netns", "exec", name, .. daemon])
            : Running.Start(daemon[0], daemon[1..]);
    }

    private void WriteServerFiles() => File.WriteAllText(At("sshd_config"), $"""
        ListenAddress {_options.Address}
        Port {Port}
        HostKey {At("host-key")}
        PidFile none
        UsePAM no
        StrictModes no
        AuthorizedKeysFile {AuthorizedKeys}
        AuthenticationMethods publickey
        PermitRootLogin prohibit-password
        UseDNS no
        PrintMotd no
        PrintLastLog no
        MaxStartups 200
        LogLevel VERBOSE
        Subsystem sftp internal-sftp
        {_options.Config}

        """);

    private void WriteClientFiles()
    {
        File.WriteAllText(KnownHosts, $"[{_options.Address}]:{Port} {string.Join(' ', File.ReadAllText(At("host-key.pub")).Split(' ')[..2])}\n");
        File.WriteAllText(ClientConfig, $"""
            Host {Host}
              HostName {_options.Address}
              Port {Port}
              User {Account}
              IdentityFile {Key.Path}
              IdentitiesOnly yes
              UserKnownHostsFile {KnownHosts}
              GlobalKnownHostsFile /dev/null
            {_options.ClientConfig}

            """);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
