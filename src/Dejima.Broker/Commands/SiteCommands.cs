using System.CommandLine;
using Dejima.Broker.Configuration;
using Dejima.Broker.Storage;
using Microsoft.EntityFrameworkCore;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Broker.Commands;

/// <summary><c>site list</c>.</summary>
internal static class SiteCommands
{
    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var (config, json) = (Common.Config(), Common.Json());
        var list = new ExampleCommand(
            "list", Say("Lists the sites of the configuration and when their agents last asked for work.", "設定にあるサイトと、エージェントが最後に接続した時刻の一覧。"),
            "dejima-broker site list --config broker.yaml") { config, json };
        list.SetAction((parsed, cancellation) => List(parsed.GetRequiredValue(config), parsed.GetValue(json), cancellation));
        return new Command("site", Say("Sites, which run calculations.", "計算を実行するサイトを扱います。")) { list };
    }

    private static async Task<int> List(string config, bool asJson, CancellationToken cancellation)
    {
        var configuration = ConfigurationFile.Read(config, forServing: false);
        await using var database = await BrokerDatabase.Open(configuration.DataFolder, cancellation);
        var seen = await database.Sites.AsNoTracking().ToDictionaryAsync(row => row.Name, cancellation);
        var sites = configuration.Sites.OrderBy(site => site.Key, StringComparer.Ordinal).Select(site =>
        {
            var last = seen.GetValueOrDefault(site.Key);
            return new ListedSite(site.Key, [.. site.Value.Commands], [.. site.Value.Users], last?.SeenAt, last?.AgentVersion);
        });
        Common.Print(
            [.. sites],
            asJson,
            ListJson.Default.IReadOnlyListListedSite,
            [Say("Site", "サイト"), Say("Commands", "コマンド"), Say("Users", "ユーザー"), Say("Last seen", "最終接続"), Say("Agent", "エージェント")],
            site => [site.Name, string.Join(", ", site.Commands), string.Join(", ", site.Users), Common.Shown(site.SeenAt), site.AgentVersion]);
        return ExitCode.Fine;
    }
}
