using System.Globalization;
using Dejima.Samples.NotchedPlate.Cli;
using Dejima.Samples.NotchedPlate.Data;
using Dejima.Samples.NotchedPlate.Solving;

namespace Dejima.Samples.NotchedPlate.Commands;

/// <summary>
/// The site's command, run in the workspace: <c>cyclic_curve.dat</c> and <c>nominal_stress.dat</c> become
/// <c>XX.dat</c> and <c>XX.inp</c>, with the model that the environment variable MODEL names.
/// </summary>
internal static class StressDistributionCommand
{
    private const string InputName = "XX.inp", ResultName = "XX.dat";
    private const int MostCpus = 64;

    /// <summary>Runs the command.</summary>
    public static async Task Run(IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken stop)
    {
        Options.Parse(arguments, []);
        // Results of an earlier run must not pass for this one's.
        foreach (var name in (string[])[InputName, ResultName]) File.Delete(surroundings.PathOf(name));

        var curve = CyclicCurveFile.Read(surroundings.PathOf("cyclic_curve.dat"));
        var levels = StressLevels.Read(surroundings.PathOf("nominal_stress.dat"));
        var calculation = new StressCalculation(ModelPath(surroundings), curve, levels)
        {
            KeepLogAt = surroundings.Variable("SOLVER_LOG") is { Length: > 0 } log ? surroundings.PathOf(log) : null,
        };
        var input = Output.Text(to => SolverInput.Write(curve, levels, to));
        Output.Write(surroundings.PathOf(InputName), to => to.Write(input));

        var program = surroundings.Variable("CCX") is { Length: > 0 } ccx ? ccx : "ccx";
        var solver = new SolverProcess(program, Cpus(surroundings));
        var results = await calculation.Run(input, solver, done => surroundings.Out.WriteLine(Language.Pick(
            $"level {done} of {levels.Count} solved: nominal stress {Numbers.Show(levels[done - 1])} MPa",
            $"{levels.Count} 段階中 {done} 段階目が完了: 公称応力 {Numbers.Show(levels[done - 1])} MPa")), stop);
        Output.Write(surroundings.PathOf(ResultName), to => StressDistributionFile.Write(results, to));
        surroundings.Out.WriteLine(Language.Pick(
            $"{ResultName} and {InputName} are written", $"{ResultName} と {InputName} を書き出しました"));
    }

    private static string ModelPath(Surroundings surroundings) =>
        surroundings.Variable("MODEL") is { Length: > 0 } path
            ? surroundings.PathOf(path)
            : throw ProgramError.Configuration("the site's configuration does not say where the model is (MODEL)",
                "サイトの設定にモデルの場所(MODEL)がありません");

    private static int Cpus(Surroundings surroundings)
    {
        if (surroundings.Variable("DEJIMA_PARAM_CPUS") is not { Length: > 0 } text) return 1;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cpus)
            && cpus is >= 1 and <= MostCpus) return cpus;
        throw ProgramError.BadData($"the parameter cpus must be 1 to {MostCpus}, not '{Numbers.Quote(text)}'",
            $"パラメータ cpus は 1 ~ {MostCpus} の整数で指定してください: '{Numbers.Quote(text)}'");
    }
}
