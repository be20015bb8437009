using System.Globalization;
using Dejima.Samples.NotchedPlate.Cli;
using Dejima.Samples.NotchedPlate.Fatigue;

namespace Dejima.Samples.NotchedPlate.Data;

/// <summary>The S-N table as CSV, one line per nominal amplitude.</summary>
internal static class SnTableFile
{
    private const string Header =
        "nominal_amplitude_MPa,local_stress_MPa,local_strain,swt_parameter_MPa,cycles,remark";
    private const string RunOut = "run-out";

    /// <summary>Writes the table.</summary>
    public static void Write(IEnumerable<LifePoint> points, TextWriter to)
    {
        to.Write(Header + "\n");
        foreach (var p in points)
            to.Write(string.Create(CultureInfo.InvariantCulture,
                $"{p.NominalStress:G10},{p.LocalStress:F3},{p.LocalStrain:E5},{p.Parameter:E5},{p.Cycles:E4},")
                + (p.IsRunOut ? RunOut : "") + "\n");
    }

    /// <summary>Reads a table that <see cref="Write"/> wrote.</summary>
    /// <exception cref="ProgramError">No file, another header, or a line that does not fit it.</exception>
    public static IReadOnlyList<LifePoint> Read(string path)
    {
        var file = Path.GetFileName(path);
        var lines = DataLines.Read(path);
        if (lines.Count == 0 || lines[0].Text != Header)
            throw ProgramError.BadData($"{file} is not an S-N table of this program",
                $"{file} はこのプログラムの S-N 表ではありません");
        return [.. lines.Skip(1).Select(line => ParseLine(line, file))];
    }

    private static LifePoint ParseLine(DataLine line, string file)
    {
        var parts = line.Text.Split(',');
        if (parts.Length != Header.Split(',').Length)
            throw ProgramError.BadData($"{file}, line {line.Number} does not have the header's columns",
                $"{file} の {line.Number} 行目の列数が見出しと合いません");
        double Column(int i) => Numbers.Parse(parts[i], file, line.Number);
        return new LifePoint(Column(0), Column(1), Column(2), Column(3), Column(4));
    }
}
