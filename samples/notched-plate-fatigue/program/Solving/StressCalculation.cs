using Dejima.Samples.NotchedPlate.Cli;
using Dejima.Samples.NotchedPlate.Data;
using Dejima.Samples.NotchedPlate.Material;

namespace Dejima.Samples.NotchedPlate.Solving;

/// <summary>Calculates the ligament's state at every nominal stress with the site's model and solver.</summary>
/// <remarks>
/// The solver works in a directory of its own, readable by this user only and deleted at the end, because what it
/// writes is full of the model's coordinates. Nothing of that is ever in the workspace, from which results are sent.
/// </remarks>
internal sealed class StressCalculation(string modelPath, CyclicCurve curve, IReadOnlyList<double> levels)
{
    /// <summary>Where a copy of the solver's log goes, for the site's administrator; null for nowhere.</summary>
    public string? KeepLogAt { get; init; }

    /// <summary>Runs the solver and evaluates its results.</summary>
    /// <param name="input">The solver input's text.</param>
    /// <param name="solver">How to run the solver.</param>
    /// <param name="onStep">Called with the number of levels done.</param>
    /// <param name="stop">Ends the solver.</param>
    /// <exception cref="ProgramError">The model is not usable, a level too high, or the solver failed.</exception>
    public async Task<IReadOnlyList<LevelDistribution>> Run(
        string input, SolverProcess solver, Action<int> onStep, CancellationToken stop)
    {
        var model = ConfidentialModel.Read(modelPath);
        foreach (var level in levels) CheckNetSection(level, model);

        var scratch = Directory.CreateTempSubdirectory("notched-plate-").FullName;
        try
        {
            File.CreateSymbolicLink(Path.Combine(scratch, SolverInput.ModelName), modelPath);
            await File.WriteAllTextAsync(Path.Combine(scratch, SolverProcess.Job + ".inp"), input, stop);
            var done = 0;
            var exit = await solver.Run(scratch, step => onStep(done = step), stop);
            if (exit != 0) throw Failed(done);
            return Evaluate(scratch, model);
        }
        finally
        {
            if (KeepLogAt is not null && File.Exists(Path.Combine(scratch, SolverProcess.LogName)))
                File.Copy(Path.Combine(scratch, SolverProcess.LogName), KeepLogAt, overwrite: true);
            Directory.Delete(scratch, recursive: true);
        }
    }

    private List<LevelDistribution> Evaluate(string scratch, ConfidentialModel model)
    {
        var nodes = model.Ligament.Select(n => n.Node).ToHashSet();
        using var reader = new StreamReader(Path.Combine(scratch, SolverProcess.Job + ".frd"));
        try
        {
            var states = FrdResults.Read(reader, nodes, levels.Count);
            return [.. levels.Select((level, i) =>
                CheckStrain(new LevelDistribution(level, LigamentProfile.Sample(model.Ligament, states[i]))))];
        }
        catch (FormatException)
        {
            throw new ProgramError(ExitCode.Solver, "the solver's results are not complete",
                "ソルバーの結果が不完全です");
        }
    }

    // Says what is exceeded, not by how much: the factor between the two stresses is the model's geometry.
    private void CheckNetSection(double level, ConfidentialModel model)
    {
        if (level * model.NetSectionFactor < curve.Last.Stress) return;
        throw ProgramError.BadData(
            $"nominal stress {Numbers.Show(level)} MPa is too high: the net section would have to "
            + $"carry more than the cyclic curve's last stress, {Numbers.Show(curve.Last.Stress)} MPa",
            $"公称応力 {Numbers.Show(level)} MPa は大きすぎます: 最小断面の応力が繰返し応力-ひずみ曲線の上限 "
            + $"{Numbers.Show(curve.Last.Stress)} MPa を超えます");
    }

    private LevelDistribution CheckStrain(LevelDistribution level)
    {
        if (level.Root.Strain <= curve.Last.Strain) return level;
        throw ProgramError.BadData(
            $"nominal stress {Numbers.Show(level.NominalStress)} MPa is too high: the strain at the "
            + $"notch root leaves the cyclic curve, which ends at {Numbers.Show(curve.Last.Strain)}",
            $"公称応力 {Numbers.Show(level.NominalStress)} MPa は大きすぎます: 切欠き底のひずみが繰返し応力-ひずみ曲線の上限 "
            + $"{Numbers.Show(curve.Last.Strain)} を超えます");
    }

    private ProgramError Failed(int done) => done < levels.Count && done > 0
        ? new ProgramError(ExitCode.Solver,
            $"the solver found no equilibrium at nominal stress {Numbers.Show(levels[done])} MPa; the "
            + "levels below were solved",
            $"公称応力 {Numbers.Show(levels[done])} MPa でソルバーが収束しませんでした(それ未満の応力は計算できました)")
        : new ProgramError(ExitCode.Solver,
            "the solver failed before the first nominal stress was solved; its log is at the site",
            "ソルバーが最初の公称応力を解く前に失敗しました。ログはサイトにあります");
}
