using ScottPlot;
using SkiaSharp;

namespace Dejima.Samples.NotchedPlate.Plotting;

/// <summary>Gives plots the font that the program carries, so that they look the same on a system without fonts.</summary>
internal sealed class PlotFont : IFontResolver
{
    /// <summary>The family's name.</summary>
    public const string Family = "Roboto";

    private static readonly Lazy<byte[]> Bytes = new(Load);

    /// <summary>Makes the font known, and the only one asked for.</summary>
    public static void Use()
    {
        Fonts.FontResolvers.Clear();
        Fonts.FontResolvers.Add(new PlotFont());
        Fonts.Default = Fonts.Sans = Fonts.Serif = Fonts.Monospace = Family;
    }

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        SKTypeface.FromData(SKData.CreateCopy(Bytes.Value));

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        SKTypeface.FromData(SKData.CreateCopy(Bytes.Value));

    private static byte[] Load()
    {
        using var stream = typeof(PlotFont).Assembly.GetManifestResourceStream("Roboto-Regular.ttf")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
