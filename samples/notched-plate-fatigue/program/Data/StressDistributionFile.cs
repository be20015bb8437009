using System.Globalization;
using Dejima.Samples.NotchedPlate.Cli;

namespace Dejima.Samples.NotchedPlate.Data;

/// <summary>
/// Stress and strain along the ligament as a table. Places are given as a share of the ligament's width, on positions
/// of the program's own choice, so that no coordinate of the model's nodes can be read from it.
/// </summary>
internal static class StressDistributionFile
{
    private const int Columns = 5;

    /// <summary>Writes all levels into one table.</summary>
    public static void Write(IEnumerable<LevelDistribution> levels, TextWriter to)
    {
        to.Write("# Stress and strain along the ligament of a notched plate\n");
        to.Write("# nominal: stress far from the notch, on the full width; s: distance from the notch root / ligament width\n");
        to.Write("# yy: along the load; strain: elastic + plastic; mises: von Mises equivalent stress\n");
        to.Write("# nominal[MPa] s[-] stress_yy[MPa] strain_yy[-] mises[MPa]\n");
        foreach (var level in levels)
            foreach (var p in level.Points)
                to.Write(string.Create(CultureInfo.InvariantCulture,
                    $"{level.NominalStress,10:G10} {p.Position,8:F6} {p.Stress,10:F4} "
                    + $"{p.Strain,13:E6} {p.VonMises,10:F4}\n"));
    }

    /// <summary>Reads the levels, in the file's order.</summary>
    /// <exception cref="ProgramError">No file, not five numbers on a line, or a level without root.</exception>
    public static IReadOnlyList<LevelDistribution> Read(string path)
    {
        var file = Path.GetFileName(path);
        var levels = DataLines.Read(path)
            .Select(line => ParseLine(line, file))
            .GroupBy(row => row.Nominal, row => row.Point)
            .Select(level => new LevelDistribution(level.Key, [.. level]))
            .ToList();
        if (levels.Count == 0)
            throw ProgramError.BadData($"{file} has no data", $"{file} にデータがありません");
        if (levels.Find(level => level.Root.Position != 0) is { } headless)
            throw ProgramError.BadData(
                $"{file}: {Numbers.Show(headless.NominalStress)} MPa does not begin at the notch root (s = 0)",
                $"{file}: {Numbers.Show(headless.NominalStress)} MPa のデータが切欠き底(s = 0)から始まっていません");
        return levels;
    }

    private static (double Nominal, LigamentPoint Point) ParseLine(DataLine line, string file)
    {
        var parts = line.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Columns)
            throw ProgramError.BadData($"{file}, line {line.Number}: expected {Columns} numbers, found {parts.Length}",
                $"{file} の {line.Number} 行目: 数値が {Columns} 個必要ですが {parts.Length} 個です");
        var v = Array.ConvertAll(parts, part => Numbers.Parse(part, file, line.Number));
        return (v[0], new LigamentPoint(v[1], v[2], v[3], v[4]));
    }
}
