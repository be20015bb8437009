using System.Globalization;
using Dejima.Samples.NotchedPlate.Cli;

namespace Dejima.Samples.NotchedPlate.Data;

/// <summary>Numbers as text, always with a decimal point, whatever the locale.</summary>
internal static class Numbers
{
    private const int LongestQuote = 30;

    /// <summary>Reads a finite number.</summary>
    public static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Reads a finite number or says in which line of which file there is none.</summary>
    /// <exception cref="ProgramError">It is not a number.</exception>
    public static double Parse(string text, string file, int line) =>
        TryParse(text, out var value)
            ? value
            : throw ProgramError.BadData($"{file}, line {line}: '{Quote(text)}' is not a number",
                $"{file} の {line} 行目: '{Quote(text)}' は数値ではありません");

    /// <summary>A number for people: six significant digits.</summary>
    public static string Show(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>Foreign text made fit for a message: short, without control characters.</summary>
    public static string Quote(string text)
    {
        var visible = string.Concat(text.Take(LongestQuote).Select(c => char.IsControl(c) ? '?' : c));
        return text.Length > LongestQuote ? visible + "…" : visible;
    }
}
