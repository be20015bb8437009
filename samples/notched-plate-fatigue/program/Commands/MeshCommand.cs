using Dejima.Samples.NotchedPlate.Cli;
using Dejima.Samples.NotchedPlate.Meshing;

namespace Dejima.Samples.NotchedPlate.Commands;

/// <summary>Site tool: makes the confidential model.</summary>
internal static class MeshCommand
{
    private const int FinestRefinement = 8;

    /// <summary>Runs the command.</summary>
    public static void Run(IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        var options = Options.Parse(arguments, ["out"], "refine", "width", "height", "diameter");
        var shape = new PlateShape(
            options.Number("width", PlateShape.Default.Width),
            options.Number("height", PlateShape.Default.Height),
            options.Number("diameter", PlateShape.Default.Diameter));
        if (shape.Fault() is { } fault) throw ProgramError.Usage(fault, $"板の寸法が正しくありません: {fault}");
        var refine = options.Number("refine", 1);
        if (refine is < 1 or > FinestRefinement || refine != Math.Floor(refine))
            throw ProgramError.Usage($"--refine must be a whole number from 1 to {FinestRefinement}",
                $"--refine は 1 ~ {FinestRefinement} の整数で指定してください");
        var mesh = PlateMesher.Mesh(shape, (int)refine);
        Output.Write(surroundings.PathOf(options["out"]), to => ModelWriter.Write(mesh, to));
        surroundings.Out.WriteLine(Language.Pick(
            $"{mesh.Nodes.Count} nodes, {mesh.Elements.Count} elements", $"節点 {mesh.Nodes.Count}、要素 {mesh.Elements.Count}"));
    }
}
