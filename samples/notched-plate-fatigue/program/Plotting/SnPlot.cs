using Dejima.Samples.NotchedPlate.Fatigue;
using Dejima.Samples.NotchedPlate.Material;
using ScottPlot;

namespace Dejima.Samples.NotchedPlate.Plotting;

/// <summary>Draws the S-N curve: nominal stress amplitude over life, life on a logarithmic axis.</summary>
internal sealed class SnPlot(IReadOnlyList<LifePoint> points, FatigueConstants constants)
{
    private const int Width = 960, Height = 600;
    private const int PngScale = 2;

    private static readonly double LogRunOut = Math.Log10(LifePoint.RunOutCycles);

    /// <summary>The plot as SVG text.</summary>
    public string Svg() => SvgFinish.Apply(Draw().GetSvgXml(Width, Height), Width, Height);

    /// <summary>The plot as PNG, twice as fine for print.</summary>
    public byte[] Png()
    {
        var plot = Draw();
        plot.ScaleFactor = PngScale;
        return plot.GetImageBytes(PngScale * Width, PngScale * Height, ImageFormat.Png);
    }

    private Plot Draw()
    {
        PlotFont.Use();
        var plot = new Plot();
        Style.Apply(plot, "S-N curve of the notched plate", "Cycles to crack initiation, N",
            "Nominal stress amplitude, S (MPa)");
        Style.PowersOfTen(plot.Axes.Bottom);
        AddCurve(plot);
        AddLevels(plot);
        SetLimits(plot);
        AddEndurance(plot);
        AddLegend(plot);
        return plot;
    }

    private void AddCurve(Plot plot)
    {
        var curve = LifeCurve.Through(points, constants).Where(p => !p.IsRunOut).ToList();
        var line = plot.Add.ScatterLine(curve.Select(LogLife).ToArray(), curve.Select(p => p.NominalStress).ToArray());
        line.Color = Style.Accent;
        line.LineWidth = 2.5f;
        line.LegendText = "Smith-Watson-Topper, R = −1";
    }

    private void AddLevels(Plot plot)
    {
        var finite = points.Where(p => !p.IsRunOut).ToList();
        var markers = plot.Add.ScatterPoints(
            finite.Select(LogLife).ToArray(), finite.Select(p => p.NominalStress).ToArray());
        markers.Color = Style.Accent;
        markers.MarkerSize = 10;
        markers.LegendText = "Calculated levels";
        foreach (var runOut in points.Where(p => p.IsRunOut)) AddRunOut(plot, runOut.NominalStress);
    }

    // As in test reports: an open marker where the count was given up, and an arrow.
    private static void AddRunOut(Plot plot, double stress)
    {
        var arrow = plot.Add.Arrow(LogRunOut, stress, LogRunOut + 0.45, stress);
        arrow.ArrowLineWidth = 0;
        arrow.ArrowFillColor = Style.Accent;
        arrow.ArrowWidth = 2;
        arrow.ArrowheadWidth = 9;
        arrow.ArrowheadLength = 10;
        var marker = plot.Add.Marker(LogRunOut, stress, MarkerShape.OpenCircle, 11, Style.Accent);
        marker.MarkerLineWidth = 2;
        marker.MarkerFillColor = Colors.White;
        Style.Remark(plot, "run-out", LogRunOut, stress, Alignment.UpperCenter, offsetY: 8);
    }

    private void AddEndurance(Plot plot)
    {
        var at = Math.Log10(constants.EnduranceCycles);
        if (at <= plot.Axes.Bottom.Min || at >= plot.Axes.Bottom.Max) return;
        plot.Add.VerticalLine(at, 1.5f, Style.Muted, LinePattern.Dashed);
        Style.Remark(plot, "endurance limit of the\nuniform material law", at, 0, Alignment.LowerLeft,
            offsetX: 8, offsetY: -8);
    }

    private void SetLimits(Plot plot)
    {
        var first = Math.Floor(Math.Min(points.Min(LogLife), LogRunOut) - 0.1);
        var last = points.Any(p => p.IsRunOut) ? LogRunOut + 1 : Math.Ceiling(points.Max(LogLife) + 0.1);
        plot.Axes.SetLimits(first, last, 0, 1.15 * points.Max(p => p.NominalStress));
    }

    private static void AddLegend(Plot plot)
    {
        var legend = plot.ShowLegend(Alignment.UpperRight);
        legend.FontSize = 14;
        legend.FontColor = Style.Ink;
        // Wider than needed at the right: a reader of the SVG may have a wider font.
        legend.Padding = new PixelPadding(left: 10, right: 36, bottom: 8, top: 8);
        legend.OutlineColor = Color.FromHex("#D5DCE2");
        legend.ShadowColor = Colors.Transparent;
    }

    private static double LogLife(LifePoint point) => Math.Log10(point.Cycles);
}
