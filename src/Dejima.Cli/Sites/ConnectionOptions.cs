using System.CommandLine;
using Dejima.Cli.Commands;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Sites;

/// <summary>The options that say how a broker is reached, the same on every command that needs one.</summary>
internal sealed class ConnectionOptions
{
    public Option<string?> Sites { get; } = CommonOptions.NotEmpty(new Option<string?>("--sites")
    {
        Description = Say(
            "sites.yaml that says how each site is reached [default: $DEJIMA_SITES, ~/.config/dejima/sites.yaml, /etc/dejima/sites.yaml]",
            "各サイトへの接続方法を書いた sites.yaml [既定: $DEJIMA_SITES、~/.config/dejima/sites.yaml、/etc/dejima/sites.yaml]"),
        HelpName = "FILE",
    });

    public Option<string?> Broker { get; } = new("--broker")
    {
        Description = Say("the broker's URL, instead of sites.yaml [default: $DEJIMA_BROKER]", "sites.yaml の代わりに使うブローカーの URL [既定: $DEJIMA_BROKER]"),
        HelpName = "URL",
    };

    public Option<string?> TokenFile { get; } = CommonOptions.NotEmpty(new Option<string?>("--token-file")
    {
        Description = Say("file that holds the API token [default: $DEJIMA_TOKEN_FILE]", "API トークンのファイル [既定: $DEJIMA_TOKEN_FILE]"),
        HelpName = "FILE",
    });

    public Option<string?> CaFile { get; } = CommonOptions.NotEmpty(new Option<string?>("--ca-file")
    {
        Description = Say(
            "PEM certificate of a private certificate authority [default: $DEJIMA_CA_FILE]",
            "組織内認証局の証明書 (PEM) [既定: $DEJIMA_CA_FILE]"),
        HelpName = "FILE",
    });

    public Option<string?> Ssh { get; } = new("--ssh")
    {
        Description = Say("reach the site over SSH at this host, instead of sites.yaml", "sites.yaml の代わりに、この SSH ホストでサイトに接続する"),
        HelpName = "HOST",
    };

    public Option<string?> Entry { get; } = new("--entry")
    {
        Description = Say("with --ssh: the program to run at a site that has no gate", "--ssh と共に: ゲートのないサイトで実行するプログラム"),
        HelpName = "PATH",
    };

    public Option<string?> SshConfig { get; } = CommonOptions.NotEmpty(new Option<string?>("--ssh-config")
    {
        Description = Say("for a host named on the command line: another ssh_config than your own", "コマンド行で指定したホストに使う ssh_config"), HelpName = "FILE",
    });

    public Option<string> Patience { get; } = new("--patience")
    {
        Description = Say(
            "how long to keep trying when the connection is lost", "接続が切れたときに再試行を続ける時間"),
        HelpName = "TIME",
        DefaultValueFactory = _ => "10m",
    };

    public void AddTo(Command command, bool adHoc = false)
    {
        foreach (var option in new Option[] { Sites, Broker, TokenFile, CaFile, Patience })
            command.Options.Add(option);
        foreach (var option in adHoc ? new Option[] { Ssh, Entry, SshConfig } : [])
            command.Options.Add(option);
    }
}
