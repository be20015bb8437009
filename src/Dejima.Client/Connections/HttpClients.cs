using System.Net;
using System.Net.Http.Headers;
using System.Reflection;

namespace Dejima.Client.Connections;

/// <summary>Makes the one <see cref="HttpClient"/> that a program uses for a broker.</summary>
public static class HttpClients
{
    /// <summary>This software's version, for the User-Agent header and for claims.</summary>
    public static string Version { get; } =
        typeof(HttpClients).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>A client for the broker. Time limits are each call's own, so that long polls and transfers can last.</summary>
    /// <exception cref="SetupException">The token or certificate file cannot be used.</exception>
    public static HttpClient Create(BrokerAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var handler = new SocketsHttpHandler
        {
            SslOptions = TrustedRoots.Options(address.CaFile),
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
            AutomaticDecompression = DecompressionMethods.None,
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        if (address.Proxy is not null)
            handler.Proxy = new WebProxy(address.Proxy) { Credentials = Credentials(address.Proxy) };
        var client = new HttpClient(handler)
        {
            BaseAddress = address.Url,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version11,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("dejima", Version));
        if (address.TokenFile is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenFile.Read(address.TokenFile));
        return client;
    }

    private static NetworkCredential? Credentials(Uri proxy)
    {
        var parts = proxy.UserInfo.Split(':', 2);
        return parts[0].Length == 0
            ? null
            : new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? string.Empty));
    }
}
