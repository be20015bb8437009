using ScottPlot;
using ScottPlot.TickGenerators;

namespace Dejima.Samples.NotchedPlate.Plotting;

/// <summary>How the plots look: quiet axes and grid, one strong colour for the data.</summary>
internal static class Style
{
    /// <summary>Of axes and text.</summary>
    public static Color Ink { get; } = Color.FromHex("#22303C");

    /// <summary>Of remarks.</summary>
    public static Color Muted { get; } = Color.FromHex("#6B7A88");

    /// <summary>Of the data.</summary>
    public static Color Accent { get; } = Color.FromHex("#0B5CAD");

    /// <summary>Gives the plot its titles, axis labels, fonts, colours and grid.</summary>
    public static void Apply(Plot plot, string title, string bottom, string left)
    {
        plot.FigureBackground.Color = plot.DataBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        plot.Axes.Title.Label.Text = title;
        plot.Axes.Title.Label.FontSize = 19;
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Title.Label.OffsetY = -8;
        foreach (var (axis, label) in new (IAxis, string)[] { (plot.Axes.Bottom, bottom), (plot.Axes.Left, left) })
        {
            axis.Label.Text = label;
            axis.Label.FontSize = 16;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = 14;
        }
        plot.Axes.Right.IsVisible = plot.Axes.Top.IsVisible = false;
        // Room for half a tick label beyond the last tick, and so that no text touches the picture's edge.
        plot.Axes.Right.MinimumSize = 28;
        plot.Axes.Left.MinimumSize = 72;
        plot.Axes.Bottom.MinimumSize = 66;
        plot.Axes.Title.MinimumSize = 52;
        plot.Grid.MajorLineColor = Color.FromHex("#D5DCE2");
        plot.Grid.XAxisStyle.MinorLineStyle.Color = Color.FromHex("#EEF1F4");
        plot.Grid.XAxisStyle.MinorLineStyle.Width = 1;
        // The ordinate has few ticks, at numbers that people use.
        plot.Axes.Left.TickGenerator = new NumericAutomatic
        {
            TargetTickCount = 8,
            MinorTickGenerator = new EvenlySpacedMinorTickGenerator(1),
        };
        plot.Axes.Margins(0, 0);
    }

    /// <summary>Marks an axis that shows logarithms with powers of ten.</summary>
    public static void PowersOfTen(IAxis axis) => axis.TickGenerator = new NumericAutomatic
    {
        MinorTickGenerator = new LogMinorTickGenerator(),
        IntegerTicksOnly = true,
        LabelFormatter = PowerOfTen,
    };

    /// <summary>Writes a remark at a place of the plot; offsets in pixels, right and down.</summary>
    public static void Remark(
        Plot plot, string words, double x, double y, Alignment alignment, float offsetX = 0, float offsetY = 0)
    {
        var text = plot.Add.Text(words, x, y);
        text.LabelFontColor = Muted;
        text.LabelFontSize = 13;
        text.LabelAlignment = alignment;
        (text.OffsetX, text.OffsetY) = (offsetX, offsetY);
    }

    /// <summary>10 to the power of a whole number, with raised digits.</summary>
    public static string PowerOfTen(double exponent)
    {
        const string raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        var digits = exponent.ToString("0", System.Globalization.CultureInfo.InvariantCulture);
        return "10" + string.Concat(digits.Select(c => c == '-' ? '⁻' : raised[c - '0']));
    }
}
