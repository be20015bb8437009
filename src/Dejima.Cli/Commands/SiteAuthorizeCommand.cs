using System.CommandLine;
using Dejima.Cli.Exits;
using Dejima.Core.Policies;
using Dejima.Ssh.Gate;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary><c>dejima site authorize</c>: the line that lets a host's key in at the gate, and nowhere else.</summary>
internal static class SiteAuthorizeCommand
{
    private const string Any = "any";

    public static Command Create()
    {
        var command = new Command("authorize", Say(
            "Print the authorized_keys line for a host's key.\n\n" +
            "  dejima site authorize --policy /etc/dejima/site.yaml --key host.pub --from 192.0.2.7 >> ~/.ssh/authorized_keys",
            "ホストの鍵のための authorized_keys の行を出力します。\n\n" +
            "  dejima site authorize --policy /etc/dejima/site.yaml --key host.pub --from 192.0.2.7 >> ~/.ssh/authorized_keys"));
        var policy = SiteCommand.Policy();
        var key = new Option<string>("--key") { Description = Say("the host's public key file", "ホストの公開鍵ファイル"), HelpName = "FILE", Required = true };
        var from = new Option<string[]>("--from")
        {
            Description = Say(
                "an address or network the host comes from; may be repeated; 'any' for no restriction",
                "ホストの接続元アドレスかネットワーク（繰り返し可）。制限しないなら any"),
            HelpName = "ADDRESS",
            Required = true,
        };
        var user = new Option<string?>("--user")
        {
            Description = Say("whose key it is, for records [default: made of the key]", "記録に残す利用者名 [既定: 鍵から作る]"), HelpName = "NAME",
        };
        foreach (var option in new Option[] { policy, key, from, user })
            command.Options.Add(option);
        command.SetAction((parsed, _) => Failures.GuardAsync(() =>
        {
            var file = Path.GetFullPath(parsed.GetRequiredValue(policy));
            SitePolicyReader.Read(File.ReadAllText(file), file);
            var read = AuthorizedKey.Parse(File.ReadAllText(parsed.GetRequiredValue(key)));
            var addresses = parsed.GetRequiredValue(from);
            if (addresses.Contains(Any) && addresses.Length > 1)
                throw new FormatException(Say("--from any stands alone.", "--from any は単独で指定してください。"));
            Console.Out.WriteLine(read.Line(
                Environment.ProcessPath!, file, parsed.GetValue(user) ?? read.DefaultUser, addresses is [Any] ? [] : addresses));
            Console.Error.WriteLine(Say(
                "dejima: append this line to ~/.ssh/authorized_keys of the site's account (mode 0600, its folder 0700)",
                "dejima: この行をサイトのアカウントの ~/.ssh/authorized_keys に加えてください（ファイル 0600、フォルダー 0700）"));
            return Task.FromResult(ExitCode.Success);
        }));
        return command;
    }
}
