namespace Dejima.Testing.Proxies;

/// <summary>squid. Started by root it becomes an account of its own, which must reach its files.</summary>
/// <param name="folder">The test's.</param>
public sealed class Squid(TempFolder folder) : ProxyServer(folder)
{
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
    private const UnixFileMode Passable = (UnixFileMode)0b111_001_001;

    protected override string LogFile => Folder["squid/access.log"];

    // Its shared memory is found by this name.
    private string Name => $"dejima{Port}";

    protected override Running Launch()
    {
        var own = Directory.CreateDirectory(Folder["squid"]);
        own.UnixFileMode = Everybody;
        File.SetUnixFileMode(Folder.Path, Passable);
        var hash = Running.ToEndAsync("openssl", ["passwd", "-apr1", Password]).GetAwaiter().GetResult().Output.Trim();
        File.SetUnixFileMode(Folder.Write("squid/passwords", $"{User}:{hash}\n"), (UnixFileMode)0b110_100_100);
        var configuration = Folder.Write("squid.conf", $"""
            http_port 127.0.0.1:{Port}
            visible_hostname proxy
            auth_param basic program /usr/lib/squid/basic_ncsa_auth {own.FullName}/passwords
            auth_param basic children 2 startup=1
            auth_param basic realm proxy
            acl known proxy_auth REQUIRED
            acl nowhere port 1
            http_access deny nowhere
            http_access allow known
            http_access deny all
            cache deny all
            cache_mem 1 MB
            pid_filename none
            access_log stdio:{LogFile}
            cache_log {own.FullName}/cache.log
            coredump_dir {own.FullName}
            netdb_filename none
            shutdown_lifetime 0 seconds
            """);
        return Running.Start("squid", ["-N", "-n", Name, "-f", configuration]);
    }

    protected override void Clear()
    {
        foreach (var left in Directory.EnumerateFiles("/dev/shm", $"{Name}-*"))
            File.Delete(left);
    }
}
