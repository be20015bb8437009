using Dejima.Samples.NotchedPlate.Cli;
using Dejima.Samples.NotchedPlate.Data;
using Dejima.Samples.NotchedPlate.Fatigue;
using Dejima.Samples.NotchedPlate.Plotting;

namespace Dejima.Samples.NotchedPlate.Commands;

/// <summary>Module: stress and strain at the notch root become an S-N table and plot.</summary>
internal static class FatigueLifeCommand
{
    private const double SameStress = 1e-9;

    /// <summary>Runs the command.</summary>
    public static void Run(IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        var options = Options.Parse(arguments, ["stress-distribution", "fatigue-constants", "nominal-stress",
            "s-n-table", "s-n-plot-svg", "s-n-plot-png"]);
        var distribution = StressDistributionFile.Read(surroundings.PathOf(options["stress-distribution"]));
        var constants = FatigueConstantsFile.Read(surroundings.PathOf(options["fatigue-constants"]));
        var levels = StressLevels.Read(surroundings.PathOf(options["nominal-stress"]));
        CheckSameLevels(levels, distribution);

        var points = distribution.Select(level => LifePoint.Of(level, constants)).ToList();
        var plot = new SnPlot(points, constants);
        Output.Write(surroundings.PathOf(options["s-n-table"]), to => SnTableFile.Write(points, to));
        Output.Write(surroundings.PathOf(options["s-n-plot-svg"]), to => to.Write(plot.Svg()));
        File.WriteAllBytes(surroundings.PathOf(options["s-n-plot-png"]), plot.Png());
    }

    // A distribution of another job, or one that stopped half way, must not become an S-N curve.
    private static void CheckSameLevels(IReadOnlyList<double> levels, IReadOnlyList<LevelDistribution> distribution)
    {
        var same = levels.Count == distribution.Count
            && levels.Zip(distribution, (level, calculated) => Math.Abs(level - calculated.NominalStress) / level)
                .All(difference => difference <= SameStress);
        if (!same)
            throw ProgramError.BadData("the stress distribution does not have the levels of the list of nominal stresses",
                "応力分布データの応力段階が公称応力のリストと一致しません");
    }
}
