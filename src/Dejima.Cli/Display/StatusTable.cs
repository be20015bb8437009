using System.Globalization;
using Dejima.Contracts.Calculations;
using Spectre.Console;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Display;

/// <summary>Calculations as a table and one in detail.</summary>
internal static class StatusTable
{
    public static void List(IReadOnlyList<CalculationStatus> statuses)
    {
        var table = new Table().Border(TableBorder.Simple);
        var console = Wide();
        // A narrow terminal has no room for the times; `dejima status ID` shows them.
        var shown = console.Profile.Width >= 116 ? 6 : console.Profile.Width >= 98 ? 5 : 4;
        string[] columns =
        [
            "ID", Say("Site", "サイト"), Say("Command", "コマンド"), Say("State", "状態"), Say("Registered", "登録"), Say("Ended", "終了"),
        ];
        table.AddColumns([.. columns.Take(shown).Select(column => new TableColumn(column).NoWrap())]);
        // An ID is copied into the next command, so it is never broken; the rest makes room.
        table.Columns[0].Width(36);
        foreach (var status in statuses)
        {
            string[] row =
            [
                status.Id.ToString("D"), status.Site, status.Command, Listed(status), Brief(status.RegisteredAt), Brief(status.EndedAt),
            ];
            table.AddRow([.. row.Take(shown).Select(cell => new Text(cell))]);
        }

        console.Write(table);
    }

    public static void Show(CalculationStatus status)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Row(Say("calculation", "計算"), status.Id.ToString("D"));
        Row(Say("command", "コマンド"), $"{status.Command} @ {status.Site}");
        Row(Say("state", "状態"), status.State.HasEnded() ? Ended(status) : StateWords.Progress(status));
        if (ReasonWords.Of(status) is { } reason)
            Row(Say("reason", "理由"), reason);
        if (status.ExitCode is { } code)
            Row(Say("exit code", "終了コード"), code.ToString(CultureInfo.InvariantCulture));
        Row(Say("registered", "登録"), Clock(status.RegisteredAt));
        Row(Say("started", "開始"), Clock(status.StartedAt));
        Row(Say("ended", "終了"), Clock(status.EndedAt));
        foreach (var input in status.Inputs)
            Row(Say("input", "入力"), $"{input.Name}  {Units.Bytes(input.Size)}{(input.Received ? "" : Say("  not sent", "  未送信"))}");
        foreach (var output in status.Outputs)
            Row(Say("output", "出力"), $"{output.Name}  {(output.Size is { } size ? Units.Bytes(size) : Of(output.State))}");
        Wide().Write(grid);

        void Row(string name, string value) => grid.AddRow(new Text(name, new Style(decoration: Decoration.Dim)), new Text(value));
    }

    // A pipe has no width; the library would take 80 columns and wrap.
    private static IAnsiConsole Wide()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
            console.Profile.Width = 300;
        return console;
    }

    private static string Ended(CalculationStatus status) => status.State == CalculationState.Collected && status.Outcome is { } outcome
        ? $"{StateWords.Of(outcome)} ({StateWords.Of(status.State)})"
        : StateWords.Of(status.State);

    private static string Listed(CalculationStatus status) => status.Queue is { Agent: AgentPresence.Absent }
        ? Say($"{StateWords.Of(status.State)}, no agent", $"{StateWords.Of(status.State)}・エージェント不在")
        : Ended(status);

    private static string Of(OutputState state) =>
        state == OutputState.Missing ? Say("not written", "出力されず") : Say("not there yet", "未着");

    private static string Brief(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-";

    private static string Clock(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "-";
}
