using Dejima.Core.Connections;

namespace Dejima.Client.Connections;

/// <summary>How to reach a broker.</summary>
public sealed record BrokerAddress
{
    /// <summary>Its URL: https, without the API's path.</summary>
    public required Uri Url { get; init; }

    /// <summary>The file that holds the API token; null for calls that need none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>PEM file of the private certificate authority to trust instead of the system's; null for the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>The proxy to go through; null for what <c>HTTPS_PROXY</c> and <c>NO_PROXY</c> say.</summary>
    public ProxyAccess? Proxy { get; init; }

    /// <summary>Reads a broker's URL.</summary>
    /// <returns>The URL with a slash at its end; null when it is not an absolute https URL.</returns>
    public static Uri? ParseUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.Query.Length == 0
            ? new Uri(url.AbsoluteUri.TrimEnd('/') + "/")
            : null;
}
