using Dejima.Client.Connections;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Connections;

/// <summary>What <c>ssh</c> complained of: words that say what to do, and whether trying again can help.</summary>
/// <param name="Final">Somebody must do something first.</param>
/// <param name="Message">For people.</param>
internal sealed record SshTrouble(bool Final, string Message)
{
    private const int SignalsFrom = 128;

    private static readonly (string Sign, bool Final, Func<string, string> Words)[] Known =
    [
        ("REMOTE HOST IDENTIFICATION HAS CHANGED", true, host => Say(
            $"The host key of '{host}' is another than before. Somebody may be in between. Do not go on: ask the site whether it changed its key; only then remove the old one with ssh-keygen -R and add the new one.",
            $"'{host}' のホスト鍵が以前と異なります。第三者が介在している可能性があります。続行せず、鍵を変更したかサイトに確認してください。確認できた場合のみ ssh-keygen -R で古い鍵を消し、新しい鍵を登録します。")),
        ("Host key verification failed", true, host => Say(
            $"The host key of '{host}' is not known here. Ask the site for its fingerprint, look at the key with ssh-keyscan, compare, and add it to known_hosts; nothing is ever accepted by itself.",
            $"'{host}' のホスト鍵が登録されていません。サイトに指紋を確認し、ssh-keyscan で得た鍵と照合して known_hosts に追加してください。自動で受け入れることはありません。")),
        ("host key is known for", true, host => Say(
            $"The host key of '{host}' is not known here. Ask the site for its fingerprint, look at the key with ssh-keyscan, compare, and add it to known_hosts; nothing is ever accepted by itself.",
            $"'{host}' のホスト鍵が登録されていません。サイトに指紋を確認し、ssh-keyscan で得た鍵と照合して known_hosts に追加してください。自動で受け入れることはありません。")),
        ("Permission denied", true, host => Say(
            $"'{host}' did not let us in. Is the public key in the site account's authorized_keys, is this computer's address allowed there (from=), and if the key has a passphrase, is it loaded in ssh-agent (ssh-add -l)?",
            $"'{host}' に接続を許可されませんでした。公開鍵がサイトの authorized_keys にあるか、この計算機のアドレスが許可されているか（from=）、パスフレーズ付きの鍵なら ssh-agent に登録済みか（ssh-add -l）を確認してください。")),
        ("Too many authentication failures", true, host => Say(
            $"'{host}' saw too many other keys first. Name the one to use in ssh_config (IdentityFile, IdentitiesOnly yes).",
            $"'{host}' に別の鍵が多く送られました。ssh_config で使う鍵を指定してください（IdentityFile、IdentitiesOnly yes）。")),
        ("Could not resolve hostname", false, host => Say(
            $"The name of '{host}' has no address. Check the name in sites.yaml and ssh_config.", $"'{host}' の名前を解決できません。sites.yaml と ssh_config を確認してください。")),
        ("Connection refused", false, host => Say(
            $"Nothing listens at '{host}': is the port right, does sshd run?", $"'{host}' で待ち受けがありません。ポート番号と sshd の動作を確認してください。")),
        ("No route to host", false, host => Say($"There is no way through the network to '{host}'.", $"'{host}' への経路がありません。")),
        ("timed out", false, host => Say(
            $"'{host}' does not answer: a firewall, or the machine is down.", $"'{host}' から応答がありません。ファイアウォールか、計算機の停止が考えられます。")),
        ("Bad configuration option", true, _ => Say("The ssh_config is not valid.", "ssh_config が正しくありません。")),
        ("Can't open user config file", true, _ => Say("The ssh_config cannot be read.", "ssh_config を読めません。")),
    ];

    /// <summary>Finds out.</summary>
    /// <param name="host">What ssh was given.</param>
    /// <param name="exitCode">ssh's; 255 is its own, others the remote command's.</param>
    /// <param name="error">What it printed.</param>
    /// <param name="entry">Whether the site was taken for a plain one.</param>
    public static SshTrouble Of(string host, int exitCode, string error, bool entry = false)
    {
        var said = Last(error);
        if (exitCode == 127)
            return new SshTrouble(true, Say(
                $"'{host}' has no gate for this key. A gated site has `dejima gate` in authorized_keys (dejima site authorize); for a plain one name its program with entry (--entry). (ssh: {said})",
                $"'{host}' にはこの鍵のゲートがありません。ゲートのあるサイトでは authorized_keys に dejima gate を書きます（dejima site authorize）。ないサイトでは entry（--entry）でプログラムを指定してください。（ssh: {said}）"));
        if (entry && error.Contains("dejima gate:", StringComparison.Ordinal))
            return new SshTrouble(true, Say(
                $"'{host}' is a gated site for this key: its policy knows its programs, so leave out entry (--entry). A plain site needs another account or key.",
                $"'{host}' はこの鍵に対してゲートのあるサイトです。プログラムはポリシーで決まるので、entry（--entry）を外してください。ゲートなしで使うには別のアカウントか鍵が必要です。"));
        // One that a signal ended, here or at the site, says nothing about next time.
        if (exitCode is > 0 and <= SignalsFrom)
            return new SshTrouble(true, Say($"'{host}' refused: {said}", $"'{host}' に拒否されました: {said}"));
        foreach (var (sign, final, words) in Known)
        {
            if (error.Contains(sign, StringComparison.OrdinalIgnoreCase))
                return new SshTrouble(final, $"{words(host)} ({(said.StartsWith("ssh: ", StringComparison.Ordinal) ? said : $"ssh: {said}")})");
        }

        return new SshTrouble(false, Say($"The connection to '{host}' failed: {said}", $"'{host}' への接続に失敗しました: {said}"));
    }

    /// <summary>As an exception.</summary>
    public Exception ToException() => Final ? new SetupException(Message) : new Sessions.LinkLostException(Message);

    private static string Last(string error)
    {
        var line = error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "-";
        var clean = string.Concat(line.Select(c => char.IsControl(c) ? '?' : c));
        return clean.Length <= 300 ? clean.TrimEnd('.') : clean[..300];
    }
}
