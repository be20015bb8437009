using Dejima.Samples.NotchedPlate.Cli;

namespace Dejima.Samples.NotchedPlate.Data;

/// <summary>A file that holds one number.</summary>
internal static class NumberFile
{
    /// <summary>Reads the file's one number.</summary>
    /// <exception cref="ProgramError">No file, no number, or more than one.</exception>
    public static double Read(string path)
    {
        var lines = DataLines.Read(path);
        var name = Path.GetFileName(path);
        if (lines.Count != 1)
            throw ProgramError.BadData($"{name} must hold one number, but has {lines.Count} lines of data",
                $"{name} には数値を一つだけ書いてください(現在 {lines.Count} 行)");
        return Numbers.Parse(lines[0].Text, name, lines[0].Number);
    }
}
