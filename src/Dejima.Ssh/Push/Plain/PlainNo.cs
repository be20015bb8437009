using Dejima.Contracts.Calculations;
using Dejima.Ssh.Protocol;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Plain;

/// <summary>What a plain site's no means.</summary>
internal static class PlainNo
{
    /// <summary>Its code and words.</summary>
    /// <param name="word">The first word of the answer.</param>
    /// <param name="rest">What follows, made printable.</param>
    /// <param name="program">The entry script.</param>
    /// <param name="workspaces">The folder of workspaces.</param>
    public static Reason Of(string word, string rest, string program, string workspaces) => word switch
    {
        "no-rsync" => new(GateError.SiteTrouble, Say(
            "The site has no rsync; its administrator must install it.", "サイトに rsync がありません。サイトの管理者が導入する必要があります。")),
        "no-entry" => new(ReasonCode.StartFailed, Say(
            $"The entry script '{program}' does not exist at the site.", $"サイトに開始スクリプト '{program}' がありません。")),
        "no-file" => new(ReasonCode.StartFailed, Say($"'{program}' at the site is no file.", $"サイトの '{program}' はファイルではありません。")),
        "not-executable" => new(ReasonCode.StartFailed, Say(
            $"The entry script '{program}' at the site is not executable: chmod +x.", $"サイトの開始スクリプト '{program}' に実行権がありません（chmod +x）。")),
        "no-room" => new(ReasonCode.WorkspaceFailed, Say(
            $"The site has not enough room in '{workspaces}' for the inputs.", $"サイトの '{workspaces}' に入力を置く空きがありません。")),
        "no-folder" => new(ReasonCode.WorkspaceFailed, Say(
            $"The workspace cannot be made in '{workspaces}' at the site: no such folder, no right, or no room.",
            $"サイトの '{workspaces}' に作業領域を作れません（フォルダーがない、権限がない、空きがない）。")),
        "taken" => new(GateError.IdInUse, Say(
            "The name of the workspace is taken at the site, by something that is not ours.", "作業領域の名前がサイトで別のものに使われています。")),
        "other-order" => new(GateError.IdInUse, Say(
            "The calculation's id is taken by another order.", "この計算 ID は別の依頼で使われています。")),
        "no-site-file" => new(GateError.SiteTrouble, Say(
            $"The file '{rest}' does not exist at the site, or cannot be read there.", $"サイトにファイル '{rest}' がないか、読めません。")),
        "missing" => new(GateError.WrongStage, Say(
            $"The input '{rest}' is not there as it was declared.", $"入力 '{rest}' が宣言どおりに届いていません。")),
        _ => new(GateError.WrongStage, Say($"That cannot be done now ({word}).", $"今は実行できません（{word}）。")),
    };
}
