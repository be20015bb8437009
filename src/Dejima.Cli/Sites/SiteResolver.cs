using System.CommandLine;
using Dejima.Cli.Submitted;
using Dejima.Client;
using Dejima.Client.Calls;
using Dejima.Client.Connections;
using Dejima.Client.Handout;
using Dejima.Core.Documents;
using Dejima.Ssh;
using Dejima.Ssh.Push;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Sites;

/// <summary>
/// Finds the way to a site or a calculation, whichever method it is: the options, else what was noted when it was handed out, else sites.yaml,
/// else the environment.
/// </summary>
internal sealed class SiteResolver(ConnectionOptions options, ParseResult parsed)
{
    public SiteAddress ForSite(string site)
    {
        if (AdHoc(site) is { } adHoc)
            return adHoc;
        if (SitesPath() is { } path && SitesFile.Read(path).TryGetValue(site, out var address))
            return address;
        return FromEnvironment() is { } broker ? new SiteAddress.ByBroker(broker) : throw new SetupException(Say(
            $"Nothing says how the site '{site}' is reached. Add it to sites.yaml (--sites), or give --ssh HOST, or set DEJIMA_BROKER and DEJIMA_TOKEN_FILE.",
            $"サイト '{site}' への接続方法が分かりません。sites.yaml（--sites）に書くか、--ssh HOST を指定するか、DEJIMA_BROKER と DEJIMA_TOKEN_FILE を設定してください。"));
    }

    public SiteAddress ForCalculation(Guid id)
    {
        if (parsed.GetValue(options.Broker) is { } url)
            return new SiteAddress.ByBroker(Given(url));
        return SubmittedStore.Find(id)?.Address() ?? new SiteAddress.ByBroker(ForAny());
    }

    /// <summary>A site of sites.yaml that is reached at this SSH host, by its own name or by ssh's; null when none is.</summary>
    public SiteAddress.BySsh? ByHost(string host)
    {
        var known = SitesPath() is { } path ? SitesFile.Read(path) : new Dictionary<string, SiteAddress>();
        return known.GetValueOrDefault(host) as SiteAddress.BySsh ?? known.Values.OfType<SiteAddress.BySsh>().FirstOrDefault(site => site.Ssh.Host == host);
    }

    /// <summary>The only broker there is to ask.</summary>
    public BrokerAddress ForAny()
    {
        if (parsed.GetValue(options.Broker) is { } url)
            return Given(url);
        if (FromEnvironment() is { } environment)
            return environment;
        var known = SitesPath() is { } path ? SitesFile.Read(path).Values.OfType<SiteAddress.ByBroker>().Distinct().ToList() : [];
        return known is [var only] ? only.Broker : throw new SetupException(Say(
            "Nothing says which broker to ask. Name it with --broker and --token-file, or set DEJIMA_BROKER and DEJIMA_TOKEN_FILE.",
            "どのブローカーに尋ねるか分かりません。--broker と --token-file で指定するか、DEJIMA_BROKER と DEJIMA_TOKEN_FILE を設定してください。"));
    }

    /// <summary>Opens the way.</summary>
    public IHandout Open(SiteAddress address, IHandoutObserver observer) => address switch
    {
        SiteAddress.ByBroker broker => new BrokerHandout(Connect(broker.Broker), observer),
        SiteAddress.BySsh over => new SshHandout(
            over.Site, over.Ssh, SubmittedStore.PushedFolder, Patience(), TimeProvider.System, observer),
        _ => throw new ArgumentOutOfRangeException(nameof(address)),
    };

    public HostClient Connect(BrokerAddress address) =>
        new(BrokerHttp.Open(address, Patience(), TimeProvider.System));

    /// <summary>Whether something names a broker to ask for all calculations.</summary>
    public bool NamesBroker => parsed.GetValue(options.Broker) is not null || Variable("DEJIMA_BROKER") is not null
        || (SitesPath() is { } path && SitesFile.Read(path).Values.OfType<SiteAddress.ByBroker>().Distinct().Count() == 1);

    private TimeSpan Patience() => Measure.TryDuration(parsed.GetValue(options.Patience)!, out var patience)
        ? patience
        : throw new FormatException(Say(
            $"--patience: '{parsed.GetValue(options.Patience)}' is not {Measure.DurationRule}.",
            $"--patience: '{parsed.GetValue(options.Patience)}' は正しくありません（{Measure.DurationRule}）。"));

    private SiteAddress? AdHoc(string site)
    {
        var (broker, host, entry) = (parsed.GetValue(options.Broker), parsed.GetValue(options.Ssh), parsed.GetValue(options.Entry));
        if (host is null)
        {
            if (entry is not null || parsed.GetValue(options.SshConfig) is not null)
                throw new SetupException(Say("--entry and --ssh-config go with --ssh HOST.", "--entry と --ssh-config は --ssh HOST と共に使います。"));
            return broker is null ? null : new SiteAddress.ByBroker(Given(broker));
        }

        if (broker is not null)
            throw new SetupException(Say("Give either --ssh or --broker.", "--ssh と --broker はどちらか一方を指定してください。"));
        if (SshSection.Fault(host) is { } fault)
            throw new SetupException($"--ssh: {fault}");
        if (entry is not null && SshSection.EntryFault(entry) is { } wrong)
            throw new SetupException($"--entry: {wrong}");
        return new SiteAddress.BySsh(site, new SshAddress
        {
            Host = host,
            Config = parsed.GetValue(options.SshConfig) is { } config ? Path.GetFullPath(config) : null,
            Entry = entry is null ? null : new PlainEntry.Script(entry),
        });
    }

    private BrokerAddress Given(string text) => new()
    {
        Url = BrokerAddress.ParseUrl(text) ?? throw new SetupException(Say(
            $"'{text}' is not an https:// URL.", $"'{text}' は https:// の URL ではありません。")),
        TokenFile = parsed.GetValue(options.TokenFile) ?? Variable("DEJIMA_TOKEN_FILE") ?? throw new SetupException(Say(
            "No token: name its file with --token-file or DEJIMA_TOKEN_FILE.",
            "トークンがありません。--token-file または DEJIMA_TOKEN_FILE でファイルを指定してください。")),
        CaFile = parsed.GetValue(options.CaFile) ?? Variable("DEJIMA_CA_FILE"),
    };

    private BrokerAddress? FromEnvironment() => Variable("DEJIMA_BROKER") is { } url ? Given(url) : null;

    private string? SitesPath()
    {
        if ((parsed.GetValue(options.Sites) ?? Variable("DEJIMA_SITES")) is { } named)
            return named;
        var config = Variable("XDG_CONFIG_HOME") ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
        string[] places = [Path.Combine(config, "dejima", "sites.yaml"), "/etc/dejima/sites.yaml"];
        return places.FirstOrDefault(File.Exists);
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
