using Dejima.Contracts.Calculations;
using Dejima.Ssh.Protocol;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Gate;

/// <summary>What a gate tells a host when it says no. Paths, programs and other calculations stay at the site.</summary>
internal static class GateReasons
{
    public static Reason Trouble => new(GateError.SiteTrouble, Say(
        "Something at the site must be mended first; its log says more.", "サイト側で対処が必要です。詳しくはサイトのログにあります。"));

    public static Reason Unusable => new(GateError.SiteTrouble, Say(
        "The site's policy or its folders must be mended first; at the site, `dejima site check` says how.",
        "サイトのポリシーかフォルダーに対処が必要です。サイトで dejima site check を実行すると原因が分かります。"));

    public static Reason Unsettled => new(GateError.SiteTrouble, Say(
        "The calculation has ended, but the site cannot tell yet what may leave; its log says more. The results wait there.",
        "計算は終了しましたが、返してよいものをサイトが判断できません。詳しくはサイトのログにあります。結果はサイトで保持されています。"));

    public static Reason NotStarted => new(ReasonCode.StartFailed, Say(
        "The site could not start it when its turn came; its log says more.", "順番が来ましたが、サイトで開始できませんでした。詳しくはサイトのログにあります。"));

    public static Reason NoRsync => new(GateError.SiteTrouble, Say(
        "The site has no rsync; its administrator must install it.", "サイトに rsync がありません。サイトの管理者が導入する必要があります。"));

    public static Reason NoRoom => new(ReasonCode.WorkspaceFailed, Say(
        "The site's disk has not enough room for the inputs.", "サイトのディスクに入力を置く空きがありません。"));

    public static Reason Unknown => new(GateError.UnknownCalculation, Say(
        "The site knows no such calculation of this key.", "この鍵の計算としてサイトに登録されていません。"));

    public static Reason InUse => new(GateError.IdInUse, Say(
        "The calculation's id is taken by another order.", "この計算 ID は別の依頼で使われています。"));

    public static Reason Malformed(string fault) => new(GateError.Malformed, Say(
        $"The request cannot be understood: {fault}.", $"要求を理解できません: {fault}"));

    public static Reason WrongStage(SiteStage stage) => new(GateError.WrongStage, Say(
        $"The calculation is {stage}; that cannot be done now.", $"計算は {stage} の段階にあり、今は実行できません。"));

    public static Reason InputsMissing(string name) => new(GateError.WrongStage, Say(
        $"The input '{name}' is not there as it was declared.", $"入力 '{name}' が宣言どおりに届いていません。"));

    public static Reason Undeclared(string name) => new(ReasonCode.Policy, Say(
        $"'{name}' was sent without having been declared.", $"宣言されていない '{name}' が送られました。"));

    public static Reason NoSiteFiles => new(ReasonCode.Policy, Say(
        "A gated site names its own files in its policy; a host cannot.", "ゲートのあるサイトでは、サイトのファイルはポリシーでのみ指定できます。"));

    public static Reason BadName(string fault) => new(ReasonCode.Policy, Say(
        $"The name of an input {fault}.", $"入力の名前が正しくありません（{fault}）。"));
}
