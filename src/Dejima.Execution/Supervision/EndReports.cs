using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Execution.Outputs;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Execution.Supervision;

/// <summary>What the host is told about an end. Paths, programs and what matched <c>never-send</c> stay at the site.</summary>
public static class EndReports
{
    /// <summary>The workspace could not be made or filled.</summary>
    public static Reason NoWorkspace => new(ReasonCode.WorkspaceFailed, Say(
        "The site could not prepare the workspace; its log says more.", "サイトで作業領域を準備できませんでした。詳しくはサイトのログにあります。"));

    /// <summary>The site's disk is full for now.</summary>
    public static Reason NoRoom => new(ReasonCode.SiteFull, Say(
        "The site has no room on its disk for now; it is tried again.", "サイトのディスクに今は空きがありません。再び試みます。"));

    /// <summary>Something that should not happen.</summary>
    public static Reason AgentFailed => new(ReasonCode.StartFailed, Say(
        "The site's agent could not handle the calculation; its log says more.",
        "サイトのエージェントが計算を処理できませんでした。詳しくはサイトのログにあります。"));

    /// <summary>The broker does not take the outputs; null where its code says something else.</summary>
    public static Reason? NotTaken(string code) => code switch
    {
        ErrorCode.TooLarge => new(ReasonCode.OutputUnfit, Say(
            "The outputs are larger than the broker accepts.", "出力がブローカーの上限を超えています。")),
        ErrorCode.QuotaUserSize => new(ReasonCode.OutputUnfit, Say(
            "The broker has no room for the outputs: the user has as many bytes there as one may. Collect what has ended, and run it again.",
            "ブローカーに出力を置く余裕がありません（一人の割り当てを超えます）。終わった計算を回収してから、もう一度実行してください。")),
        ErrorCode.QuotaTotalSize => new(ReasonCode.OutputUnfit, Say(
            "The broker has no room for the outputs: its quota for all users is used up. Run it again later, or ask its operator.",
            "ブローカーに出力を置く余裕がありません（全員の割り当てを超えます）。時間をおいてもう一度実行するか、運用者に相談してください。")),
        _ => null,
    };

    /// <summary>Nothing is returned; what it has to do with stays at the site.</summary>
    public static Reason PolicyWithholds => new(ReasonCode.Policy, Say(
        "The site's policy holds the outputs back.", "サイトのポリシーにより出力は返されません。"));

    /// <summary>How a command ended.</summary>
    public static EndReport Of(ExitRecord exit) => new()
    {
        ExitCode = exit.ExitCode,
        Cancelled = exit.Stopped is StopReason.Cancel,
        Reason = exit switch
        {
            { Lost: true } => new(ReasonCode.Signal, Say(
                "The command was lost: its machine went down, or somebody ended it.",
                "コマンドが失われました。計算機が停止したか、外部から終了されました。")),
            { StartFailure: not null } => new(ReasonCode.StartFailed, Say(
                "The site could not start the command; its log says more.",
                "サイトでコマンドを開始できませんでした。詳しくはサイトのログにあります。")),
            { Limit: { } limit } => limit.Passed(ReasonCode.Timeout),
            { Stopped: StopReason.Timeout } => new(ReasonCode.Timeout, Say(
                "The command ran longer than allowed.", "コマンドが制限時間を超えました。")),
            { Stopped: null, Signal: { } signal } => new(ReasonCode.Signal, Say(
                $"The command was ended by signal {signal}.", $"コマンドがシグナル {signal} で終了しました。")),
            _ => null,
        },
    };

    /// <summary>Why nothing is returned.</summary>
    public static Reason Withheld(WithheldException withheld) => withheld.Fault switch
    {
        OutputFault.NotRegular or OutputFault.Unreadable or OutputFault.Changed => new(ReasonCode.OutputUnfit, Say(
            $"The output '{withheld.Name}' is not a finished plain file.", $"出力 '{withheld.Name}' は完成した通常のファイルではありません。")),
        _ => PolicyWithholds,
    };
}
