using Dejima.Client.Connections;
using Dejima.Ssh;

namespace Dejima.Cli.Sites;

/// <summary>How a site is reached.</summary>
internal abstract record SiteAddress
{
    private SiteAddress()
    {
    }

    /// <summary>Through a broker: the WebAPI method.</summary>
    public sealed record ByBroker(BrokerAddress Broker) : SiteAddress;

    /// <summary>Over SSH.</summary>
    public sealed record BySsh(string Site, SshAddress Ssh) : SiteAddress;
}
