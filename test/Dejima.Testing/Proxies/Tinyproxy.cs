namespace Dejima.Testing.Proxies;

/// <summary>tinyproxy.</summary>
/// <param name="folder">The test's.</param>
/// <param name="allowed">The only port that it lets through; null for every one.</param>
public sealed class Tinyproxy(TempFolder folder, int? allowed = null) : ProxyServer(folder)
{
    protected override string LogFile => Folder["tinyproxy.log"];

    protected override Running Launch() => Running.Start("tinyproxy", ["-d", "-c", Folder.Write("tinyproxy.conf", $"""
        Port {Port}
        Listen 127.0.0.1
        Timeout 600
        MaxClients 100
        LogFile "{LogFile}"
        LogLevel Connect
        BasicAuth {User} {Password}
        {(allowed is { } port ? $"ConnectPort {port}" : string.Empty)}
        """)]);
}
