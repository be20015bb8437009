using System.Diagnostics;

namespace Dejima.Testing.Ssh;

/// <summary>
/// Two network namespaces joined by a cable: a host's, with the addresses 192.0.2.1 and 192.0.2.3, and a site's, with
/// 192.0.2.2. Nothing in them reaches anything else, and nothing else reaches them.
/// </summary>
public sealed class TwoNetworks : IDisposable
{
    public const string HostAddress = "192.0.2.1", StrangeAddress = "192.0.2.3", SiteAddress = "192.0.2.2";

    private const string Ip = "/usr/sbin/ip";

    private readonly string _name = $"dj{Guid.NewGuid():N}"[..10];

    private TwoNetworks()
    {
    }

    /// <summary>Why there can be none on this machine; null when there can.</summary>
    public static string? Unavailable { get; } = FindObstacle();

    public string HostNamespace => _name + "h";

    public string SiteNamespace => _name + "s";

    public static TwoNetworks Create()
    {
        var made = new TwoNetworks();
        try
        {
            made.Build();
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    /// <summary>What goes before a command line to run it in a namespace.</summary>
    public static string[] In(string name) => [Ip, "netns", "exec", name];

    /// <summary>From here on every packet is lost, in both directions, and nobody is told.</summary>
    public void Cut() => Run(
        [.. In(SiteNamespace), "/usr/sbin/nft",
            "add table inet cut; add chain inet cut in { type filter hook input priority 0; policy drop; }; add chain inet cut out { type filter hook output priority 0; policy drop; }"]);

    /// <summary>Packets pass again.</summary>
    public void Heal() => Run([.. In(SiteNamespace), "/usr/sbin/nft", "delete table inet cut"]);

    public void Dispose()
    {
        foreach (var name in new[] { HostNamespace, SiteNamespace })
            _ = Try([Ip, "netns", "delete", name]);
    }

    private void Build()
    {
        Run([Ip, "netns", "add", HostNamespace]);
        Run([Ip, "netns", "add", SiteNamespace]);
        Run([Ip, "link", "add", "cable", "netns", HostNamespace, "type", "veth", "peer", "name", "cable", "netns", SiteNamespace]);
        foreach (var (name, address) in new[] { (HostNamespace, HostAddress), (HostNamespace, StrangeAddress), (SiteNamespace, SiteAddress) })
            Run([Ip, "-n", name, "address", "add", address + "/24", "dev", "cable"]);
        foreach (var name in new[] { HostNamespace, SiteNamespace })
        {
            Run([Ip, "-n", name, "link", "set", "cable", "up"]);
            Run([Ip, "-n", name, "link", "set", "lo", "up"]);
        }
    }

    private static string? FindObstacle()
    {
        if (Environment.UserName != "root")
            return "only root may make network namespaces";
        if (!File.Exists(Ip) || !File.Exists("/usr/sbin/nft"))
            return "ip or nft is not installed";
        using var tried = new TwoNetworks();
        return Try([Ip, "netns", "add", tried.HostNamespace]) is { } error ? $"no network namespaces here: {error}" : null;
    }

    private static void Run(string[] line)
    {
        if (Try(line) is { } error)
            throw new InvalidOperationException($"{string.Join(' ', line)}: {error}");
    }

    private static string? Try(string[] line)
    {
        using var process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : error.Trim();
    }
}
