using Dejima.Cli.Sites;
using Dejima.Client.Connections;
using Dejima.Core.Connections;
using Dejima.Ssh;

namespace Dejima.Cli.Submitted;

/// <summary>What this computer notes of a calculation it handed out, so that <c>dejima wait ID</c> finds it again.</summary>
/// <param name="Id">The calculation.</param>
/// <param name="Site">The site's name.</param>
/// <param name="Into">The folder for the results.</param>
/// <param name="Broker">The broker's URL; null for a site reached over SSH.</param>
/// <param name="TokenFile">The path of the token file, never the token.</param>
/// <param name="CaFile">The private certificate authority's file.</param>
/// <param name="Proxy">The proxy, when sites.yaml named one; the path of the password's file, never the password.</param>
/// <param name="Ssh">How the site is reached over SSH; null for one behind a broker.</param>
internal sealed record SubmittedCalculation(
    Guid Id, string Site, string Into, Uri? Broker, string? TokenFile, string? CaFile, ProxyAccess? Proxy, SshAddress? Ssh = null)
{
    public SiteAddress? Address() => this switch
    {
        { Ssh: { } ssh } => new SiteAddress.BySsh(Site, ssh),
        { Broker: { } broker } => new SiteAddress.ByBroker(new BrokerAddress { Url = broker, TokenFile = TokenFile, CaFile = CaFile, Proxy = Proxy }),
        _ => null,
    };
}
