using System.CommandLine;
using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Cli.Sites;
using Dejima.Contracts;
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
        command.SetAction((parsed, token) => Failures.GuardAsync(async () =>
        {
            var resolver = new BrokerResolver(connection, parsed);
            var one = parsed.GetValue(id);
            var client = resolver.Connect(one is { } known ? resolver.ForCalculation(known) : resolver.ForAny());
            using var http = client.Http;
            if (one is { } calculation)
            {
                var status = await client.StatusAsync(calculation, token).ConfigureAwait(false);
                if (parsed.GetValue(json))
                    JsonOut.Write(status, ContractsJson.Default.CalculationStatus);
                else
                    StatusTable.Show(status);
                return ExitCode.Success;
            }

            var statuses = await client.ListAsync(token).ConfigureAwait(false);
            if (parsed.GetValue(json))
                JsonOut.Write(statuses, ContractsJson.Default.IReadOnlyListCalculationStatus);
            else
                StatusTable.List(statuses);
            return ExitCode.Success;
        }));
        return command;
    }
}
