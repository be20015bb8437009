using System.Net;

namespace Dejima.Client.Connections;

/// <summary>The proxy that leads to a broker.</summary>
/// <param name="Url">Its address, without user and password.</param>
/// <param name="Credentials">Who we are to it; null when nothing says so.</param>
internal sealed record ProxyChoice(Uri Url, NetworkCredential? Credentials)
{
    /// <summary>What the configuration names, else what the environment does; null for the straight way.</summary>
    /// <exception cref="SetupException">The variable is no address, or the password cannot be read.</exception>
    public static ProxyChoice? For(BrokerAddress broker, Func<string, string?> variable) => broker.Proxy switch
    {
        null => EnvironmentProxy.For(broker.Url, variable),
        { User: { } user, PasswordFile: { } file } named => new ProxyChoice(named.Url, new NetworkCredential(user, PasswordFile.Read(file))),
        var named => new ProxyChoice(named.Url, null),
    };
}
