using System.CommandLine;
using Dejima.Cli.Submitted;
using Dejima.Client;
using Dejima.Client.Calls;
using Dejima.Client.Connections;
using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Sites;

/// <summary>
/// Finds the broker for a site or a calculation: the options, else what was noted when it was handed out, else sites.yaml,
/// else the environment.
/// </summary>
internal sealed class BrokerResolver(ConnectionOptions options, ParseResult parsed)
{
    public BrokerAddress ForSite(string site)
    {
        if (parsed.GetValue(options.Broker) is { } url)
            return Given(url);
        if (SitesPath() is { } path && SitesFile.Read(path).TryGetValue(site, out var address))
            return address;
        return FromEnvironment() ?? throw new SetupException(Say(
            $"Nothing says how the site '{site}' is reached. Add it to sites.yaml (--sites), or set DEJIMA_BROKER and DEJIMA_TOKEN_FILE.",
            $"サイト '{site}' への接続方法が分かりません。sites.yaml（--sites）に書くか、DEJIMA_BROKER と DEJIMA_TOKEN_FILE を設定してください。"));
    }

    public BrokerAddress ForCalculation(Guid id)
    {
        if (parsed.GetValue(options.Broker) is { } url)
            return Given(url);
        return SubmittedStore.Find(id)?.Address() ?? ForAny();
    }

    /// <summary>The only broker there is to ask.</summary>
    public BrokerAddress ForAny()
    {
        if (parsed.GetValue(options.Broker) is { } url)
            return Given(url);
        if (FromEnvironment() is { } environment)
            return environment;
        var known = SitesPath() is { } path ? SitesFile.Read(path).Values.Distinct().ToList() : [];
        return known is [var only] ? only : throw new SetupException(Say(
            "Nothing says which broker to ask. Name it with --broker and --token-file, or set DEJIMA_BROKER and DEJIMA_TOKEN_FILE.",
            "どのブローカーに尋ねるか分かりません。--broker と --token-file で指定するか、DEJIMA_BROKER と DEJIMA_TOKEN_FILE を設定してください。"));
    }

    public HostClient Connect(BrokerAddress address) =>
        new(BrokerHttp.Open(address, Patience(), TimeProvider.System));

    private TimeSpan Patience() => Measure.TryDuration(parsed.GetValue(options.Patience)!, out var patience)
        ? patience
        : throw new FormatException(Say(
            $"--patience: '{parsed.GetValue(options.Patience)}' is not {Measure.DurationRule}.",
            $"--patience: '{parsed.GetValue(options.Patience)}' は正しくありません（{Measure.DurationRule}）。"));

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
