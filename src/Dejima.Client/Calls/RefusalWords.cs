using Dejima.Client.Connections;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Calls;

/// <summary>What the broker's no means, for people. Where there is no wording of our own, the broker's is passed on.</summary>
internal static class RefusalWords
{
    /// <summary>Words for a problem; null when there are none.</summary>
    public static string? Of(Problem problem) => problem switch
    {
        { Code: ErrorCode.QuotaCalculations, Limit: { } limit, Quota: QuotaOf.Site } => Say(
            $"The broker takes no more calculations for this site: {limit} wait for it already. Try again when some of them have started or ended.",
            $"このサイトで待機できる計算は {limit} 件までで、今は満杯です。いくつかが開始または終了してから、もう一度実行してください。"),
        { Code: ErrorCode.QuotaCalculations, Limit: { } limit } => Say(
            $"The broker takes no more calculations of yours: {limit} wait already. Try again when some of them have started or ended.",
            $"あなたの計算で待機できるのは {limit} 件までで、今は満杯です。いくつかが開始または終了してから、もう一度実行してください。"),
        { Code: ErrorCode.QuotaUserSize, Limit: { } limit } => Say(
            $"The broker has no room for these files: yours together would be more than the {limit} bytes it keeps for one user. Collect or cancel some of your calculations (dejima status), or try again when they have ended.",
            $"ブローカーに置けるファイルは一人 {limit} バイトまでで、これを加えると超えます。自分の計算を回収または取り消す（dejima status）か、終了後にもう一度実行してください。"),
        { Code: ErrorCode.QuotaTotalSize, Limit: { } limit } => Say(
            $"The broker has no room for these files: all users' together would be more than the {limit} bytes it keeps. Try again later, or ask its operator.",
            $"ブローカーに置けるファイルは全員で {limit} バイトまでで、これを加えると超えます。時間をおいてもう一度実行するか、運用者に相談してください。"),
        { Code: ErrorCode.ProtocolTooOld, Oldest: { } oldest } => Say(
            $"This dejima ({HttpClients.Version}) speaks protocol {ProtocolVersion.Current}, and the broker only {oldest} and later: update dejima on this computer.",
            $"この dejima（{HttpClients.Version}）のプロトコルは {ProtocolVersion.Current} で、ブローカーは {oldest} 以降にしか対応していません。この計算機の dejima を更新してください。"),
        { Code: ErrorCode.ProtocolTooNew, Newest: { } newest } => Say(
            $"This dejima ({HttpClients.Version}) speaks protocol {ProtocolVersion.Current}, and the broker only up to {newest}: its operator should update the broker, or use an older dejima here.",
            $"この dejima（{HttpClients.Version}）のプロトコルは {ProtocolVersion.Current} で、ブローカーは {newest} までにしか対応していません。ブローカーの更新を運用者に依頼するか、古い版の dejima を使ってください。"),
        _ => null,
    };
}
