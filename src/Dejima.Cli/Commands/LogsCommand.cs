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
        command.SetAction((parsed, token) => Failures.GuardAsync(async () =>
        {
            var calculation = parsed.GetRequiredValue(id);
            var resolver = new BrokerResolver(connection, parsed);
            var client = resolver.Connect(resolver.ForCalculation(calculation));
            using var http = client.Http;
            using var observer = new ConsoleObserver(new Notes(quiet: true), outputToStderr: false);
            await Task.WhenAll(
                ShowAsync(client, observer, calculation, LogStream.Stdout, parsed.GetValue(follow), token),
                ShowAsync(client, observer, calculation, LogStream.Stderr, parsed.GetValue(follow), token)).ConfigureAwait(false);
            return ExitCode.Success;
        }));
        return command;
    }

    private static async Task ShowAsync(
        HostClient client, ConsoleObserver observer, Guid id, LogStream stream, bool follow, CancellationToken token)
    {
        if (follow)
        {
            await new Following(client, observer).StreamAsync(id, stream, token).ConfigureAwait(false);
            return;
        }

        long offset = 0;
        for (LogChunk chunk; ; offset += chunk.Bytes.Length)
        {
            chunk = await client.ReadLogAsync(id, stream, offset, TimeSpan.Zero, token).ConfigureAwait(false);
            if (chunk.Bytes.IsEmpty)
                return;
            observer.Wrote(stream, chunk.Bytes);
        }
    }
}
