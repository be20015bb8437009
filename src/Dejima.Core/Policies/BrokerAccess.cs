using Dejima.Core.Connections;

namespace Dejima.Core.Policies;

/// <summary>How the site's agent reaches the broker.</summary>
/// <param name="Url">The broker's address, HTTPS (R-W1).</param>
/// <param name="TokenFile">The file that holds the site's token (absolute).</param>
/// <param name="CaFile">A private certificate authority to trust, PEM (absolute); null for the system's.</param>
/// <param name="Proxy">The proxy to go through; null for what the environment says.</param>
public sealed record BrokerAccess(Uri Url, string TokenFile, string? CaFile, ProxyAccess? Proxy);
