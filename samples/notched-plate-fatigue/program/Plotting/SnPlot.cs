using Dejima.Samples.NotchedPlate.Fatigue;
using Dejima.Samples.NotchedPlate.Material;
using ScottPlot;

namespace Dejima.Samples.NotchedPlate.Plotting;

/// <summary>Draws the S-N curve: nominal stress amplitude over life, life on a logarithmic axis.</summary>
internal sealed class SnPlot(IReadOnlyList<LifePoint> points)
{
    private const int Width = 960, Height = 600;

    /// <summary>The plot as SVG text.</summary>
    public string Svg() => Draw().GetSvgXml(Width, Height);

    /// <summary>The plot as PNG.</summary>
    public byte[] Png() => Draw().GetImageBytes(2 * Width, 2 * Height, ImageFormat.Png);

    private Plot Draw()
    {
        PlotFont.Use();
        var plot = new Plot();
        plot.Add.Scatter(points.Select(p => Math.Log10(p.Cycles)).ToArray(), points.Select(p => p.NominalStress).ToArray());
        return plot;
    }
}
