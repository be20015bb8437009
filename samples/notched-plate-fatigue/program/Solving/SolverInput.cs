using System.Globalization;
using Dejima.Samples.NotchedPlate.Material;

namespace Dejima.Samples.NotchedPlate.Solving;

/// <summary>
/// Writes the solver input: material and loads, which the host may see. The model, which it may not, is included by
/// name only.
/// </summary>
internal static class SolverInput
{
    /// <summary>The name under which the solver finds the model beside the input.</summary>
    public const string ModelName = "model.inp";

    // Thin against the hole's radius: CalculiX calculates plane stress with solid elements, and a thick plate would
    // bring the stress across the thickness back in.
    private const double Thickness = 0.1;

    /// <summary>Writes one static step per nominal stress.</summary>
    /// <param name="curve">Elastic-plastic behaviour, cyclic.</param>
    /// <param name="levels">Nominal stresses, MPa, ascending.</param>
    /// <param name="to">Where to.</param>
    public static void Write(CyclicCurve curve, IEnumerable<double> levels, TextWriter to)
    {
        to.Write("*HEADING\nNotched plate, cyclic stress-strain curve, one step per nominal stress\n");
        to.Write($"*INCLUDE, INPUT={ModelName}\n");
        to.Write("*MATERIAL, NAME=CYCLIC\n*ELASTIC\n");
        to.Write(Line($"{curve.YoungsModulus:F3}, {Steel.PoissonRatio}"));
        to.Write("*PLASTIC\n");
        foreach (var point in curve.Plastic) to.Write(Line($"{point.Stress:F6}, {point.Strain:E8}"));
        to.Write("*SOLID SECTION, ELSET=PLATE, MATERIAL=CYCLIC\n");
        to.Write(Line($"{Thickness}"));
        to.Write("*BOUNDARY\nSYMX, 1, 1\nSYMY, 2, 2\n");
        foreach (var level in levels) WriteStep(level, to);
    }

    private static void WriteStep(double level, TextWriter to)
    {
        to.Write("*STEP, INC=200\n*STATIC\n1., 1.\n*DLOAD\n");
        to.Write(Line($"LOADED, P3, {-level:G10}"));
        // A frequency beyond the highest increment leaves the end of the step, which is always written.
        to.Write("*EL FILE, FREQUENCY=1000, OUTPUT=2D\nS, E\n*END STEP\n");
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture) + "\n";
}
