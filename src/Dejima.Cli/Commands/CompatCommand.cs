using System.CommandLine;
using Dejima.Cli.Compat;
using Dejima.Cli.Exits;
using Dejima.Cli.Sites;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary><c>dejima compat</c>: takes the command lines of programs in the field (R-L3).</summary>
internal static class CompatCommand
{
    public static Command Create() => new("compat", Say(
        "Take the place of a program in the field, with its command line.", "既存プログラムの代わりに、そのコマンドラインのまま動きます。"))
    {
        Ssh(),
    };

    private static Command Ssh()
    {
        var command = new Command("ssh", Say(
            "Run a command at an SSH host: send files, run, fetch everything into the present folder.\n\n" +
            "  dejima compat ssh client_name:HOST client_cmd:COMMAND client_files:FILE,FILE",
            "SSH ホストでコマンドを実行します。ファイルを送り、実行し、全ファイルを現在のフォルダーに取得します。\n\n" +
            "  dejima compat ssh client_name:HOST client_cmd:COMMAND client_files:FILE,FILE"));
        var words = new Argument<string[]>("NAME:VALUE") { Arity = ArgumentArity.ZeroOrMore };
        var connection = new ConnectionOptions();
        command.Arguments.Add(words);
        command.Options.Add(connection.Sites);
        command.Options.Add(connection.SshConfig);
        command.Options.Add(connection.Patience);
        command.SetAction((parsed, _) => Failures.GuardAsync(() =>
            SshProgram.RunAsync(OldWords.Read(parsed.GetValue(words) ?? []), new SiteResolver(connection, parsed), parsed.GetValue(connection.SshConfig))));
        return command;
    }
}
