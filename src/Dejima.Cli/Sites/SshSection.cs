using System.Text.RegularExpressions;
using Dejima.Core.Documents;
using Dejima.Ssh;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Sites;

/// <summary>Reads <c>ssh: HOST</c>, or <c>ssh: {host, config?, entry?, workspaces?}</c>.</summary>
internal static partial class SshSection
{
    /// <summary>Reads it; null when there is none, or it is wrong.</summary>
    /// <param name="site">The site's entry.</param>
    /// <param name="folder">Where sites.yaml is: relative files are looked for there.</param>
    public static SshAddress? Read(Section site, string folder)
    {
        if (site.IsText("ssh"))
            return Checked(site, "ssh", site.RequiredText("ssh")) is { } alone ? new SshAddress { Host = alone } : null;
        if (site.Child("ssh") is not { } ssh)
            return null;
        var host = Checked(ssh, "host", ssh.RequiredText("host"));
        var (config, entry, workspaces) = (ssh.Text("config"), ssh.Text("entry"), ssh.Text("workspaces"));
        if (entry is not null && EntryFault(entry) is { } fault)
            ssh.Reject("entry", fault);
        if (workspaces is not null && !Workspaces().IsMatch(workspaces))
            ssh.Reject("workspaces", Say(
                $"'{workspaces}' is not an absolute path of letters, digits and . _ - / only", $"'{workspaces}' は英数字と . _ - / だけの絶対パスではありません"));
        if (workspaces is not null && entry is null)
            ssh.Reject("workspaces", Say("is for a site with an entry; a gated site's policy names its own", "entry のあるサイト用です。ゲートのあるサイトではポリシーで決めます"));
        ssh.RejectUnknown();
        return host is null ? null : new SshAddress
        {
            Host = host,
            Config = config is null ? null : Path.GetFullPath(config, folder),
            Entry = entry is null ? null : new PlainEntry.Script(entry),
            Workspaces = (workspaces ?? "/tmp").TrimEnd('/'),
        };
    }

    /// <summary>What is wrong with a host; null when nothing is.</summary>
    public static string? Fault(string host) => Host().IsMatch(host)
        ? null
        : Say($"'{host}' is no name for ssh: a name of ssh_config, or user@machine", $"'{host}' は ssh のホスト名ではありません（ssh_config の名前か user@machine）");

    /// <summary>What is wrong with an entry script's path; null when nothing is.</summary>
    public static string? EntryFault(string entry) => Entry().IsMatch(entry)
        ? null
        : Say($"'{entry}' is neither an absolute path nor one that begins with ~/", $"'{entry}' は絶対パスでも ~/ で始まるパスでもありません");

    private static string? Checked(Section section, string key, string host)
    {
        if (host.Length == 0)
            return null;
        if (Fault(host) is not { } fault)
            return host;
        section.Reject(key, fault);
        return null;
    }

    // Not an option, and one word for rsync's HOST:PATH too.
    [GeneratedRegex(@"^(?!-)[A-Za-z0-9._@%+-]+\z")]
    private static partial Regex Host();

    [GeneratedRegex(@"^(~?/)[^\x00-\x1f]+\z")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^/[A-Za-z0-9/._-]*\z")]
    private static partial Regex Workspaces();
}
