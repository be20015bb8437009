using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using Dejima.Contracts.Http;

namespace Dejima.Client.Connections;

/// <summary>Makes the one <see cref="HttpClient"/> that a program uses for a broker.</summary>
public static class HttpClients
{
    /// <summary>This software's version, for the User-Agent header and for claims.</summary>
    public static string Version { get; } =
        typeof(HttpClients).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>A client for the broker. Time limits are each call's own, so that long polls and transfers can last.</summary>
    /// <exception cref="SetupException">The token, certificate or password file cannot be used.</exception>
    public static HttpClient Create(BrokerAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Create(address, ProxyChoice.For(address, Environment.GetEnvironmentVariable));
    }

    internal static HttpClient Create(BrokerAddress address, ProxyChoice? proxy)
    {
        var handler = new SocketsHttpHandler
        {
            SslOptions = TrustedRoots.Options(address.CaFile),
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
            AutomaticDecompression = DecompressionMethods.None,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = proxy is not null,
            Proxy = proxy is null ? null : new WebProxy(proxy.Url) { Credentials = proxy.Credentials },
        };
        var client = new HttpClient(handler)
        {
            BaseAddress = address.Url,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version11,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("dejima", Version));
        client.DefaultRequestHeaders.Add(HeaderName.Protocol, ProtocolVersion.Spoken);
        if (address.TokenFile is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenFile.Read(address.TokenFile));
        return client;
    }
}
