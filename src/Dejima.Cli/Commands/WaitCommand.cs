using System.CommandLine;
using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Cli.Sites;
using Dejima.Cli.Submitted;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary><c>dejima wait</c>: comes back to a calculation and ends as <c>run</c> would have.</summary>
internal static class WaitCommand
{
    public static Command Create()
    {
        var command = new Command("wait", Say(
            "Come back to a calculation: its output from the start, its results, its exit code.",
            "計算に戻り、出力と結果を受け取り、その終了コードで終わります。"));
        var id = CommonOptions.Id();
        var into = CommonOptions.IntoAsNoted();
        var (quiet, json) = (CommonOptions.Quiet(), CommonOptions.Json());
        var connection = new ConnectionOptions();
        command.Arguments.Add(id);
        foreach (var option in new Option[] { into, quiet, json })
            command.Options.Add(option);
        connection.AddTo(command);
        command.SetAction((parsed, _) => Failures.GuardAsync(async () =>
        {
            var calculation = parsed.GetRequiredValue(id);
            var folder = parsed.GetValue(into) ?? SubmittedStore.Find(calculation)?.Into ?? ".";
            var resolver = new BrokerResolver(connection, parsed);
            var client = resolver.Connect(resolver.ForCalculation(calculation));
            using var http = client.Http;
            using var interrupts = new Interrupts();
            var notes = new Notes(parsed.GetValue(quiet));
            using var observer = new ConsoleObserver(notes, parsed.GetValue(json));
            return await new ResultFlow(client, observer, notes, parsed.GetValue(json))
                .FinishAsync(calculation, folder, interrupts).ConfigureAwait(false);
        }));
        return command;
    }
}
