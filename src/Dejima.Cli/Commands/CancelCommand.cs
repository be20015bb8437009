using System.CommandLine;
using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Cli.Sites;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary><c>dejima cancel</c>: asks for a calculation's end.</summary>
internal static class CancelCommand
{
    public static Command Create()
    {
        var command = new Command("cancel", Say("Stop a calculation.", "計算を取り消します。"));
        var id = CommonOptions.Id();
        var json = CommonOptions.Json();
        var connection = new ConnectionOptions();
        command.Arguments.Add(id);
        command.Options.Add(json);
        connection.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            var (calculation, notes) = (parsed.GetRequiredValue(id), new Notes(parsed.GetValue(json)));
            return Handouts.WithAsync(parsed, connection, calculation, () => new ConsoleObserver(notes, outputToStderr: true), async handout =>
            {
                var status = await handout.CancelAsync(calculation, token).ConfigureAwait(false);
                if (parsed.GetValue(json))
                    JsonOut.Write(status, ContractsJson.Default.CalculationStatus);
                notes.Say(status.State.HasEnded()
                    ? StateWords.Ending(status)
                    : Say("the site was asked to stop it", "サイトに停止を依頼しました"));
                return ExitCode.Success;
            });
        });
        return command;
    }
}
