using System.CommandLine;
using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Cli.Sites;
using Dejima.Cli.Submitted;
using Dejima.Client.Handout;
using Dejima.Contracts.Calculations;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary><c>dejima fetch</c>: brings the results of an ended calculation here.</summary>
internal static class FetchCommand
{
    public static Command Create()
    {
        var command = new Command("fetch", Say(
            "Bring the results of an ended calculation here. They are then deleted where they were, unless --keep.",
            "終了した計算の結果を受け取ります。--keep がなければ元の場所の結果は削除されます。"));
        var id = CommonOptions.Id();
        var into = CommonOptions.IntoAsNoted();
        var keep = new Option<bool>("--keep") { Description = Say("leave them there", "元の場所に残す") };
        var quiet = CommonOptions.Quiet();
        var connection = new ConnectionOptions();
        command.Arguments.Add(id);
        foreach (var option in new Option[] { into, keep, quiet })
            command.Options.Add(option);
        connection.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            var calculation = parsed.GetRequiredValue(id);
            return Handouts.WithAsync(parsed, connection, calculation, () => new ConsoleObserver(new Notes(parsed.GetValue(quiet)), outputToStderr: true), async handout =>
            {
                var status = await handout.StatusAsync(calculation, token).ConfigureAwait(false);
                RejectUnfetchable(calculation, status);
                var written = await handout
                    .FetchAsync(status, parsed.GetValue(into) ?? SubmittedStore.Find(calculation)?.Into ?? ".", token).ConfigureAwait(false);
                foreach (var path in written)
                    Console.Out.WriteLine(Printable.Of(path));
                if (written.Count == 0 && status.Reason is { Code: ReasonCode.AgentLost })
                {
                    Notes.Warn(StateWords.Ending(status));
                    return ExitCode.Failed;
                }

                if (parsed.GetValue(keep))
                    return ExitCode.Success;
                await handout.CollectAsync(calculation, token).ConfigureAwait(false);
                SubmittedStore.Forget(calculation);
                return ExitCode.Success;
            });
        });
        return command;
    }

    private static void RejectUnfetchable(Guid calculation, CalculationStatus status)
    {
        if (!status.State.HasEnded())
            throw new WorkException(Say(
                $"The calculation has not ended ({StateWords.Of(status.State)}). Wait for it with: dejima wait {calculation}",
                $"計算はまだ終わっていません（{StateWords.Of(status.State)}）。待つには: dejima wait {calculation}"));
        if (status.State is CalculationState.Collected or CalculationState.Expired)
            throw new WorkException(Say(
                $"The results are no longer there ({StateWords.Of(status.State)}).",
                $"結果はもう残っていません（{StateWords.Of(status.State)}）。"));
    }
}
