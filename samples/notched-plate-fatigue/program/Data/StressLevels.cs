using Dejima.Samples.NotchedPlate.Cli;

namespace Dejima.Samples.NotchedPlate.Data;

/// <summary>
/// The list of nominal stresses, MPa, one a line. It must ascend strictly: the levels are steps of one loading, and a
/// list in another order is more likely a slip than a wish.
/// </summary>
internal static class StressLevels
{
    /// <summary>More levels than this are taken for a wrong file.</summary>
    public const int Most = 1000;

    /// <summary>Reads the levels, MPa.</summary>
    /// <exception cref="ProgramError">No file, no level, not a number, not above 0, not ascending, too many.</exception>
    public static IReadOnlyList<double> Read(string path)
    {
        var name = Path.GetFileName(path);
        var lines = DataLines.Read(path);
        if (lines.Count is 0 or > Most)
            throw ProgramError.BadData($"{name} must hold 1 to {Most} nominal stresses, but has {lines.Count}",
                $"{name} には公称応力を 1 ~ {Most} 個書いてください(現在 {lines.Count} 個)");
        var levels = new List<double>();
        foreach (var line in lines)
        {
            var level = Numbers.Parse(line.Text, name, line.Number);
            if (level <= 0)
                throw ProgramError.BadData($"{name}, line {line.Number}: a nominal stress must be above 0 MPa",
                    $"{name} の {line.Number} 行目: 公称応力は 0 MPa より大きくなければなりません");
            if (levels.Count > 0 && level <= levels[^1])
                throw ProgramError.BadData(
                    $"{name}, line {line.Number}: nominal stresses must ascend, and "
                    + $"{Numbers.Show(level)} MPa is not above {Numbers.Show(levels[^1])} MPa",
                    $"{name} の {line.Number} 行目: 公称応力は昇順で重複なく書いてください({Numbers.Show(level)} MPa は "
                    + $"{Numbers.Show(levels[^1])} MPa 以下です)");
            levels.Add(level);
        }
        return levels;
    }
}
