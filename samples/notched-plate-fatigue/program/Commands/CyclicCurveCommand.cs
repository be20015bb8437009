using Dejima.Samples.NotchedPlate.Cli;
using Dejima.Samples.NotchedPlate.Data;
using Dejima.Samples.NotchedPlate.Material;

namespace Dejima.Samples.NotchedPlate.Commands;

/// <summary>Module: a tensile test becomes a cyclic stress-strain curve and fatigue constants.</summary>
internal static class CyclicCurveCommand
{
    /// <summary>Runs the command.</summary>
    public static void Run(IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        var options = Options.Parse(arguments, ["yield-strength", "tensile-strength", "reduction-of-area",
            "cyclic-curve", "fatigue-constants"]);
        var test = new TensileTest(
            NumberFile.Read(surroundings.PathOf(options["yield-strength"])),
            NumberFile.Read(surroundings.PathOf(options["tensile-strength"])),
            NumberFile.Read(surroundings.PathOf(options["reduction-of-area"])));
        test.Check();
        if (UniformMaterialLaw.IsBoundByFracture(test))
            surroundings.Error.WriteLine(Language.Pick(
                "warning: the reduction of area is low for this law; the cyclic ductility was "
                + "bounded by the true strain at fracture",
                "警告: 断面減少率が小さいため、疲労延性係数を真破断ひずみで制限しました"));

        var constants = UniformMaterialLaw.Constants(test);
        // Beyond the tensile strength nobody would believe the curve, and the plate would have torn.
        var curve = CyclicCurve.RambergOsgood(constants, end: test.TensileStrength);
        Output.Write(surroundings.PathOf(options["cyclic-curve"]), to => CyclicCurveFile.Write(curve, to));
        Output.Write(surroundings.PathOf(options["fatigue-constants"]),
            to => FatigueConstantsFile.Write(constants, test, to));
    }
}
