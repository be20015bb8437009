using System.CommandLine;
using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Cli.Sites;
using Dejima.Client;
using Dejima.Client.Handout;
using Dejima.Contracts.Calculations;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary><c>dejima logs</c>: what the command has written, standard output to stdout and standard error to stderr.</summary>
internal static class LogsCommand
{
    public static Command Create()
    {
        var command = new Command("logs", Say("Show what the command has written.", "コマンドの出力を表示します。"));
        var id = CommonOptions.Id();
        var follow = new Option<bool>("--follow", "-f") { Description = Say("go on until it ends", "終了まで表示し続ける") };
        var connection = new ConnectionOptions();
        command.Arguments.Add(id);
        command.Options.Add(follow);
        connection.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            var calculation = parsed.GetRequiredValue(id);
            return Handouts.WithAsync(parsed, connection, calculation, () => new ConsoleObserver(new Notes(quiet: true), outputToStderr: false), async handout =>
            {
                await Task.WhenAll(Enum.GetValues<LogStream>()
                    .Select(stream => handout.ReadLogAsync(calculation, stream, parsed.GetValue(follow), token))).ConfigureAwait(false);
                return ExitCode.Success;
            });
        });
        return command;
    }
}
