using System.Globalization;
using Dejima.Samples.NotchedPlate.Cli;
using Dejima.Samples.NotchedPlate.Material;

namespace Dejima.Samples.NotchedPlate.Data;

/// <summary>A cyclic stress-strain curve as a file: total strain and stress in MPa, one point a line.</summary>
internal static class CyclicCurveFile
{
    /// <summary>Writes the curve. Ten digits keep the small plastic strains beside the large elastic ones.</summary>
    public static void Write(CyclicCurve curve, TextWriter to)
    {
        to.Write("# Cyclic stress-strain curve (Ramberg-Osgood, constants by the uniform material law)\n");
        to.Write("# the first point is the origin, the second where yield begins, the last the tensile strength\n");
        to.Write("# strain[-]  stress[MPa]\n");
        foreach (var point in curve.Points)
            to.Write(string.Create(CultureInfo.InvariantCulture, $"{point.Strain:E9} {point.Stress:E9}\n"));
    }

    /// <summary>Reads a curve.</summary>
    /// <exception cref="ProgramError">No file, not two numbers on a line, or not a stress-strain curve.</exception>
    public static CyclicCurve Read(string path)
    {
        var name = Path.GetFileName(path);
        var points = DataLines.Read(path).Select(line => ParsePoint(line, name)).ToList();
        if (CyclicCurve.Fault(points) is { } fault)
            throw ProgramError.BadData($"{name} is not a cyclic stress-strain curve: {fault}",
                $"{name} は繰返し応力-ひずみ曲線ではありません: {fault}");
        return new CyclicCurve(points);
    }

    private static CurvePoint ParsePoint(DataLine line, string name)
    {
        var parts = line.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2)
            throw ProgramError.BadData(
                $"{name}, line {line.Number}: expected strain and stress, found '{Numbers.Quote(line.Text)}'",
                $"{name} の {line.Number} 行目: ひずみと応力の 2 数値が必要です: '{Numbers.Quote(line.Text)}'");
        return new CurvePoint(Numbers.Parse(parts[0], name, line.Number), Numbers.Parse(parts[1], name, line.Number));
    }
}
