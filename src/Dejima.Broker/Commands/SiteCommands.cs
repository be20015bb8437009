using System.CommandLine;
using Dejima.Broker.Configuration;
using Dejima.Broker.Housekeeping;
using Dejima.Broker.Storage;
using Dejima.Contracts.Calculations;
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
            "list", Say("Lists the sites of the configuration, whether their agents are there, and what waits.", "設定にあるサイト、エージェントの接続状況、待機中の計算の一覧。"),
            "dejima-broker site list --config broker.yaml") { config, json };
        list.SetAction((parsed, cancellation) => List(parsed.GetRequiredValue(config), parsed.GetValue(json), cancellation));
        return new Command("site", Say("Sites, which run calculations.", "計算を実行するサイトを扱います。")) { list };
    }

    private static async Task<int> List(string config, bool asJson, CancellationToken cancellation)
    {
        var configuration = ConfigurationFile.Read(config, forServing: false);
        await using var database = await BrokerDatabase.Open(configuration.DataFolder, cancellation);
        var seen = await database.Sites.AsNoTracking().ToDictionaryAsync(row => row.Name, cancellation);
        var counts = await database.Calculations
            .Where(row => row.State == CalculationState.Waiting || row.State == CalculationState.Claimed
                || row.State == CalculationState.Running || row.State == CalculationState.Returning)
            .GroupBy(row => new { row.Site, Waits = row.State == CalculationState.Waiting })
            .Select(group => new { group.Key.Site, group.Key.Waits, Count = group.Count() })
            .ToListAsync(cancellation);
        var sites = configuration.Sites.OrderBy(site => site.Key, StringComparer.Ordinal).Select(site =>
        {
            var last = seen.GetValueOrDefault(site.Key);
            return new ListedSite(
                site.Key, [.. site.Value.Commands], [.. site.Value.Users], Presence(last), last?.SeenAt, last?.AgentVersion, Count(true), Count(false));

            int Count(bool waits) => counts.FirstOrDefault(count => count.Site == site.Key && count.Waits == waits)?.Count ?? 0;
        });
        Common.Print(
            [.. sites],
            asJson,
            ListJson.Default.IReadOnlyListListedSite,
            [
                Say("Site", "サイト"), Say("Agent", "エージェント"), Say("Waiting", "待機"), Say("Busy", "計算中"),
                Say("Version", "版"), Say("Commands", "コマンド"), Say("Users", "ユーザー"),
            ],
            site =>
            [
                site.Name, Words(site), $"{site.Waiting}", $"{site.Busy}",
                site.AgentVersion, string.Join(", ", site.Commands), string.Join(", ", site.Users),
            ]);
        return ExitCode.Fine;
    }

    // A broker that does not run writes nothing down, and then no agent is there either.
    private static AgentPresence Presence(SiteRow? last) => last is not null && TimeProvider.System.GetUtcNow() - last.SeenAt < SiteActivity.Stale
        ? AgentPresence.Present
        : AgentPresence.Absent;

    private static string Words(ListedSite site) => site switch
    {
        { Agent: AgentPresence.Present } => Say("present", "接続中"),
        { SeenAt: null } => Say("never seen", "接続なし"),
        _ => Say($"absent since {Common.Shown(site.SeenAt)}", $"{Common.Shown(site.SeenAt)} から不在"),
    };
}
