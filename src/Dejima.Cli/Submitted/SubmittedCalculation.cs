using Dejima.Client.Connections;

namespace Dejima.Cli.Submitted;

/// <summary>What this computer notes of a calculation it handed out, so that <c>dejima wait ID</c> finds it again.</summary>
/// <param name="Id">The calculation.</param>
/// <param name="Site">The site's name.</param>
/// <param name="Into">The folder for the results.</param>
/// <param name="Broker">The broker's URL.</param>
/// <param name="TokenFile">The path of the token file, never the token.</param>
/// <param name="CaFile">The private certificate authority's file.</param>
/// <param name="Proxy">The proxy, when sites.yaml named one without a password.</param>
internal sealed record SubmittedCalculation(
    Guid Id, string Site, string Into, Uri Broker, string? TokenFile, string? CaFile, Uri? Proxy)
{
    public BrokerAddress Address() => new() { Url = Broker, TokenFile = TokenFile, CaFile = CaFile, Proxy = Proxy };
}
