using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Dejima.Client.Connections;

/// <summary>The exceptions in <c>NO_PROXY</c>, as curl understands them.</summary>
internal static class NoProxy
{
    private static readonly char[] Between = [',', ' ', '\t'];

    /// <summary>Whether the list names the broker: as a host, a domain, an address or a network; <c>*</c> alone names everything.</summary>
    public static bool Excludes(Uri broker, string list)
    {
        if (list == "*")
            return true;
        var items = list.Split(Between, StringSplitOptions.RemoveEmptyEntries);
        var host = broker.IdnHost.TrimEnd('.');
        return IPAddress.TryParse(host, out var address)
            ? items.Any(item => Holds(item, address))
            : items.Any(item => IsIn(host, item.Trim('.')));
    }

    private static bool IsIn(string host, string domain) =>
        domain.Length > 0 && host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
        && (host.Length == domain.Length || host[^(domain.Length + 1)] == '.');

    private static bool Holds(string item, IPAddress address)
    {
        var parts = item.Split('/', 2);
        if (!IPAddress.TryParse(parts[0], out var network) || network.AddressFamily != address.AddressFamily)
            return false;
        if (parts.Length == 1)
            return network.Equals(address);
        var most = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        return int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits <= most
            && SameBits(network.GetAddressBytes(), address.GetAddressBytes(), bits);
    }

    private static bool SameBits(byte[] a, byte[] b, int bits) =>
        a.AsSpan(0, bits / 8).SequenceEqual(b.AsSpan(0, bits / 8))
        && (bits % 8 == 0 || ((a[bits / 8] ^ b[bits / 8]) >> (8 - (bits % 8))) == 0);
}
