using System.Globalization;
using System.Net;

namespace Dejima.Broker.Configuration;

/// <summary>Where to listen, as people write it.</summary>
internal static class ListenAddress
{
    /// <summary>Says the form, for messages.</summary>
    public const string Rule = "IP:PORT, [IPv6]:PORT or *:PORT (PORT 0 takes a free one)";

    /// <summary>Reads an address; the port must be written.</summary>
    public static bool TryParse(string text, out IPEndPoint address)
    {
        address = new IPEndPoint(IPAddress.Loopback, 0);
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return false;
        if (text[..colon] == "*")
            address = new IPEndPoint(IPAddress.IPv6Any, port);
        else if (IPEndPoint.TryParse(text, out var parsed) && parsed.Port == port)
            address = parsed;
        else
            return false;
        return true;
    }
}
