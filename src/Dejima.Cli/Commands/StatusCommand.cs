using System.CommandLine;
using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Cli.Sites;
using Dejima.Cli.Submitted;
using Dejima.Client.Connections;
using Dejima.Client.Handout;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary><c>dejima status</c>: one calculation, or all own ones.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", Say("Show a calculation, or all of yours.", "計算の状態を表示します（ID 省略時は自分の計算すべて）。"));
        var id = CommonOptions.OptionalId();
        var json = CommonOptions.Json();
        var connection = new ConnectionOptions();
        command.Arguments.Add(id);
        command.Options.Add(json);
        connection.AddTo(command);
        command.SetAction((parsed, token) => parsed.GetValue(id) is { } calculation
            ? Handouts.WithAsync(parsed, connection, calculation, Silent, async handout =>
            {
                var status = await handout.StatusAsync(calculation, token).ConfigureAwait(false);
                if (parsed.GetValue(json))
                    JsonOut.Write(status, ContractsJson.Default.CalculationStatus);
                else
                    StatusTable.Show(status);
                return ExitCode.Success;
            })
            : Failures.GuardAsync(async () =>
            {
                var statuses = await AllAsync(new SiteResolver(connection, parsed), token).ConfigureAwait(false);
                if (parsed.GetValue(json))
                    JsonOut.Write(statuses, ContractsJson.Default.IReadOnlyListCalculationStatus);
                else
                    StatusTable.List(statuses);
                return ExitCode.Success;
            }));
        return command;
    }

    private static ConsoleObserver Silent() => new(new Notes(quiet: true), outputToStderr: true);

    // What a broker knows, and what this computer has noted of the sites reached over SSH, as far as they answer.
    private static async Task<IReadOnlyList<CalculationStatus>> AllAsync(SiteResolver resolver, CancellationToken token)
    {
        var pushed = SubmittedStore.Pushed().ToList();
        List<CalculationStatus> statuses = [];
        if (pushed.Count == 0 || resolver.NamesBroker)
        {
            var client = resolver.Connect(resolver.ForAny());
            using var http = client.Http;
            statuses.AddRange(await client.ListAsync(token).ConfigureAwait(false));
        }

        foreach (var note in pushed)
        {
            using var observer = Silent();
            var handout = resolver.Open(note.Address()!, observer);
            await using var _ = handout.ConfigureAwait(false);
            try
            {
                statuses.Add(await handout.StatusAsync(note.Id, token).ConfigureAwait(false));
            }
            catch (Exception failed) when (failed is HandoutException or UnreachableException or SetupException)
            {
                new Notes(quiet: false).Say($"{note.Id} @ {note.Site}: {failed.Message}");
            }
        }

        return statuses;
    }
}
