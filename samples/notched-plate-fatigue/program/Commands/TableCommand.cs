using System.Globalization;
using Dejima.Samples.NotchedPlate.Cli;
using Dejima.Samples.NotchedPlate.Data;
using Dejima.Samples.NotchedPlate.Fatigue;
using Spectre.Console;

namespace Dejima.Samples.NotchedPlate.Commands;

/// <summary>Prints an S-N table for people.</summary>
internal static class TableCommand
{
    /// <summary>Runs the command.</summary>
    public static void Run(IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        var options = Options.Parse(arguments, ["s-n-table"]);
        var points = SnTableFile.Read(surroundings.PathOf(options["s-n-table"]));
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var heading in Headings()) table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        foreach (var point in points) table.AddRow(Row(point));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(surroundings.Out) });
        console.Write(table);
    }

    private static string[] Headings() =>
    [
        Language.Pick("Nominal\namplitude\nMPa", "公称応力\n振幅\nMPa"),
        Language.Pick("Local\nstress\nMPa", "局所応力\n\nMPa"),
        Language.Pick("Local\nstrain\n%", "局所ひずみ\n\n%"),
        Language.Pick("SWT\nparameter\nMPa", "SWT\nパラメータ\nMPa"),
        Language.Pick("Life\n\ncycles", "寿命\n\n回"),
    ];

    private static string[] Row(LifePoint p) =>
    [
        p.NominalStress.ToString("0.#", CultureInfo.InvariantCulture),
        p.LocalStress.ToString("F1", CultureInfo.InvariantCulture),
        (100 * p.LocalStrain).ToString("F3", CultureInfo.InvariantCulture),
        p.Parameter.ToString("F3", CultureInfo.InvariantCulture),
        p.IsRunOut
            ? Language.Pick("run-out > 10⁹", "打切り > 10⁹")
            : p.Cycles.ToString("#,0", CultureInfo.InvariantCulture),
    ];
}
