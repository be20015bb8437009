using System.Text.RegularExpressions;

namespace Dejima.Samples.NotchedPlate.Plotting;

/// <summary>Makes an SVG text fit for readers with other fonts and for places of another size.</summary>
internal static partial class SvgFinish
{
    /// <summary>Adds the view box, substitutes for the font, and takes clipping away.</summary>
    /// <remarks>
    /// Boxes around text are as wide as the text is in the program's font; a wider substitute would lose its end to
    /// the clipping. Nothing else is clipped, as all data lie within the axes.
    /// </remarks>
    public static string Apply(string svg, int width, int height) => Clipping()
        .Replace(svg, "")
        .Replace("<svg ", $"<svg viewBox=\"0 0 {width} {height}\" ", StringComparison.Ordinal)
        .Replace($"\"{PlotFont.Family}\"", $"\"{PlotFont.Family}, Arial, sans-serif\"", StringComparison.Ordinal);

    [GeneratedRegex(" clip-path=\"[^\"]*\"")]
    private static partial Regex Clipping();
}
