using Dejima.Samples.NotchedPlate.Cli;

namespace Dejima.Samples.NotchedPlate.Data;

/// <summary>A line that carries data.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Text">Without surrounding blanks.</param>
internal readonly record struct DataLine(int Number, string Text);

/// <summary>Reads text files in which empty lines and lines that begin with <c>#</c> say nothing.</summary>
internal static class DataLines
{
    /// <summary>The lines that carry data, in order.</summary>
    /// <exception cref="ProgramError">The file is missing or cannot be read.</exception>
    public static List<DataLine> Read(string path)
    {
        try
        {
            return [.. File.ReadLines(path)
                .Select((text, index) => new DataLine(index + 1, text.Trim()))
                .Where(line => line.Text.Length > 0 && line.Text[0] != '#')];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var name = Path.GetFileName(path);
            throw e is FileNotFoundException or DirectoryNotFoundException
                ? new ProgramError(ExitCode.NoInput, $"there is no file {name}", $"ファイル {name} がありません")
                : new ProgramError(ExitCode.NoInput, $"{name} cannot be read", $"{name} を読めません");
        }
    }
}
