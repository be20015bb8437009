using System.Diagnostics;
using System.Globalization;

namespace Dejima.Testing.Ssh;

/// <summary>A network of its own, joined to this computer by one cable that can be cut. Needs root.</summary>
public sealed class NetworkNamespace : IDisposable
{
    private readonly string _cable;

    private NetworkNamespace(string name, string cable, string subnet)
    {
        (Name, _cable) = (name, cable);
        (Near, Far, SecondNear) = (subnet + ".1", subnet + ".2", subnet + ".3");
    }

    public static bool Possible =>
        Environment.IsPrivilegedProcess && File.Exists("/sbin/ip") && File.Exists("/usr/sbin/nft");

    /// <summary>Its name, for <c>ip netns exec</c>.</summary>
    public string Name { get; }

    /// <summary>This computer's address on the cable.</summary>
    public string Near { get; }

    /// <summary>Another address of this computer on the cable.</summary>
    public string SecondNear { get; }

    /// <summary>The address at the other end.</summary>
    public string Far { get; }

    public static NetworkNamespace Create()
    {
        for (var attempt = 0; ; attempt++)
        {
            var tag = Random.Shared.Next(256, 65536);
            var made = new NetworkNamespace(
                string.Create(CultureInfo.InvariantCulture, $"dejima-test-{tag}"),
                string.Create(CultureInfo.InvariantCulture, $"djm{tag}"),
                string.Create(CultureInfo.InvariantCulture, $"10.{100 + (tag >> 8 & 127)}.{tag & 255}"));
            if (Try("/sbin/ip", "netns", "add", made.Name))
            {
                made.Connect();
                return made;
            }

            if (attempt == 10)
                throw new InvalidOperationException("no network namespace could be made");
        }
    }

    /// <summary>Every packet is lost from now on, in both directions; nobody is told.</summary>
    public void Cut() => Inside(
        "nft", "add table inet cut; add chain inet cut in { type filter hook input priority 0; policy drop; }; "
        + "add chain inet cut out { type filter hook output priority 0; policy drop; }");

    /// <summary>Packets pass again.</summary>
    public void Mend() => Inside("nft", "delete table inet cut");

    /// <summary>Limits what passes from here to there and back, each.</summary>
    public void Limit(string rate)
    {
        Run("/sbin/tc", "qdisc", "replace", "dev", _cable, "root", "tbf", "rate", rate, "burst", "32kbit", "latency", "400ms");
        Inside("/sbin/tc", "qdisc", "replace", "dev", "cable", "root", "tbf", "rate", rate, "burst", "32kbit", "latency", "400ms");
    }

    public void Dispose() => Try("/sbin/ip", "netns", "del", Name);

    private void Connect()
    {
        Run("/sbin/ip", "link", "add", _cable, "type", "veth", "peer", "name", "cable", "netns", Name);
        Run("/sbin/ip", "addr", "add", Near + "/24", "dev", _cable);
        Run("/sbin/ip", "addr", "add", SecondNear + "/24", "dev", _cable);
        Run("/sbin/ip", "link", "set", _cable, "up");
        Inside("/sbin/ip", "addr", "add", Far + "/24", "dev", "cable");
        Inside("/sbin/ip", "link", "set", "cable", "up");
        Inside("/sbin/ip", "link", "set", "lo", "up");
    }

    private void Inside(params string[] command) => Run("/sbin/ip", ["netns", "exec", Name, .. command]);

    private static void Run(string program, params string[] arguments)
    {
        if (!Try(program, arguments))
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed");
    }

    private static bool Try(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
