using System.Globalization;
using Dejima.Contracts.Calculations;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Display;

/// <summary>Why a calculation waits, as a person reads it.</summary>
internal static class QueueWords
{
    /// <summary>The warning that nobody is there to take it; null when somebody is, or it does not wait.</summary>
    public static string? Absence(CalculationStatus status) => status.Queue switch
    {
        { Agent: AgentPresence.Absent, Since: { } since } => Say(
            $"warning: site {status.Site}: no agent has asked since {Clock(since)}; it waits",
            $"警告: サイト {status.Site}: {Clock(since)} からエージェントの接続がありません。接続されるまで待機します"),
        { Agent: AgentPresence.Absent } => Say(
            $"warning: site {status.Site}: no agent has asked the broker for work yet; it waits",
            $"警告: サイト {status.Site}: エージェントがまだ一度も接続していません。接続されるまで待機します"),
        _ => null,
    };

    /// <summary>Who comes first.</summary>
    public static string Turn(CalculationStatus status) => status.Queue switch
    {
        null or { Ahead: 0, Busy: 0 } => Say($"waiting for its turn at {status.Site}", $"{status.Site} の順番を待っています"),
        { Ahead: 0, Busy: var busy } => Say(
            $"waiting for its turn at {status.Site}: it is next, {busy} being computed", $"{status.Site} の順番を待っています（次の番、計算中 {busy} 件）"),
        { Ahead: var ahead, Busy: var busy } => Say(
            $"waiting for its turn at {status.Site}: {ahead} before it, {busy} being computed",
            $"{status.Site} の順番を待っています（前に {ahead} 件、計算中 {busy} 件）"),
    };

    private static string Clock(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
