using Dejima.Contracts.Calculations;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Display;

/// <summary>States and reasons as a person reads them.</summary>
internal static class StateWords
{
    public static string Of(CalculationState state) => state switch
    {
        CalculationState.Registered => Say("registered", "登録済み"),
        CalculationState.Waiting => Say("waiting", "待機中"),
        CalculationState.Claimed => Say("claimed", "受取済み"),
        CalculationState.Running => Say("running", "実行中"),
        CalculationState.Returning => Say("returning", "返送中"),
        CalculationState.Succeeded => Say("succeeded", "成功"),
        CalculationState.Failed => Say("failed", "失敗"),
        CalculationState.Refused => Say("refused", "拒否"),
        CalculationState.Cancelled => Say("cancelled", "取消"),
        CalculationState.Expired => Say("expired", "期限切れ"),
        CalculationState.Collected => Say("collected", "回収済み"),
        _ => state.ToString(),
    };

    public static string Progress(CalculationStatus status) => status.State switch
    {
        _ when QueueWords.Absence(status) is { } nobody => nobody,
        CalculationState.Waiting when ReasonWords.Of(status) is { } reason => $"{Of(status.State)}: {reason}",
        CalculationState.Waiting => QueueWords.Turn(status),
        CalculationState.Claimed => Say($"{status.Site} has taken it", $"{status.Site} が受け取りました"),
        CalculationState.Running => Say($"running at {status.Site}", $"{status.Site} で実行中"),
        CalculationState.Returning => Say("ended; results are on their way", "終了。結果を受信待ち"),
        _ => Of(status.State),
    };

    public static string Ending(CalculationStatus status)
    {
        var word = Of(status.Outcome ?? status.State);
        return ReasonWords.Of(status) is { } reason ? $"{word}: {reason}" : word;
    }
}
