using Dejima.Client.Connections;
using Dejima.Contracts.Names;
using Dejima.Core.Connections;
using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Sites;

/// <summary>The host's <c>sites.yaml</c>: how each site is reached.</summary>
internal static class SitesFile
{
    /// <summary>Reads the file.</summary>
    /// <returns>How each site is reached, by site name.</returns>
    /// <exception cref="DocumentException">Everything that is wrong with it.</exception>
    public static IReadOnlyDictionary<string, SiteAddress> Read(string path)
    {
        var errors = new DocumentErrors(path);
        var sites = new Dictionary<string, SiteAddress>();
        if (Document.Parse(File.ReadAllText(path), errors) is { } top)
        {
            top.RequiredChild("sites");
            foreach (var (name, entry) in top.Children("sites"))
            {
                if (!Identifier.IsValid(name))
                    entry.Reject(string.Empty, Say($"is no site name: {Identifier.Rule}", "サイト名が正しくありません"));
                if (Address(name, entry, Path.GetDirectoryName(Path.GetFullPath(path))!) is { } address)
                    sites[name] = address;
                entry.RejectUnknown();
            }

            top.RejectUnknown();
        }

        errors.ThrowIfAny();
        return sites;
    }

    private static SiteAddress? Address(string name, Section entry, string folder)
    {
        var (broker, ssh) = (entry.Has("broker"), entry.Has("ssh"));
        if (broker == ssh)
        {
            entry.Reject(string.Empty, broker
                ? Say("has both broker and ssh; a site is reached in one way", "broker と ssh の両方があります。接続方法は一つです")
                : Say("needs broker: {url, token-file} or ssh: HOST", "broker: {url, token-file} か ssh: HOST が必要です"));
            return null;
        }

        if (ssh)
            return SshSection.Read(entry, folder) is { } over ? new SiteAddress.BySsh(name, over) : null;
        return Broker(entry, folder) is { } by ? new SiteAddress.ByBroker(by) : null;
    }

    private static BrokerAddress? Broker(Section entry, string folder)
    {
        if (entry.RequiredChild("broker") is not { } broker)
            return null;
        var text = broker.RequiredText("url");
        var url = BrokerAddress.ParseUrl(text);
        if (url is null && text.Length > 0)
            broker.Reject("url", Say($"'{text}' is not an https:// URL", $"'{text}' は https:// の URL ではありません"));
        var proxy = ProxyReader.Read(broker, Path.GetFullPath(folder));
        var token = broker.RequiredText("token-file");
        var ca = broker.Text("ca-file");
        broker.RejectUnknown();
        return url is null || token.Length == 0 ? null : new BrokerAddress
        {
            Url = url,
            TokenFile = Path.Combine(folder, token),
            CaFile = ca is null ? null : Path.Combine(folder, ca),
            Proxy = proxy,
        };
    }
}
