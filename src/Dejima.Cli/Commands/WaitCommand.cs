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
        command.SetAction((parsed, _) =>
        {
            var (calculation, notes) = (parsed.GetRequiredValue(id), new Notes(parsed.GetValue(quiet)));
            return Handouts.WithAsync(parsed, connection, calculation, () => new ConsoleObserver(notes, parsed.GetValue(json)), async handout =>
            {
                if (await Unreleased.SettleAsync(handout, calculation, notes).ConfigureAwait(false) is { } over)
                    return over;
                using var interrupts = new Interrupts();
                var folder = parsed.GetValue(into) ?? SubmittedStore.Find(calculation)?.Into ?? ".";
                return await new ResultFlow(handout, notes, parsed.GetValue(json)).FinishAsync(calculation, folder, interrupts).ConfigureAwait(false);
            });
        });
        return command;
    }
}
