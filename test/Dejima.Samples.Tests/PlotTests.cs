using System.Buffers.Binary;
using System.Xml.Linq;
using SkiaSharp;

namespace Dejima.Samples.Tests;

/// <summary>The S-N plots, as far as a program can see them.</summary>
public sealed class PlotTests(SampleRun run)
{
    [Fact]
    public void The_svg_names_axes_with_units_and_marks_the_run_out()
    {
        var svg = XDocument.Load(run.Place["s_n_plot.svg"]);
        var texts = svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value.Trim()).ToList();
        Assert.Contains("Nominal stress amplitude, S (MPa)", texts);
        Assert.Contains("Cycles to crack initiation, N", texts);
        Assert.Contains("run-out", texts);
        Assert.Contains("10⁶", texts);
        Assert.Equal("0 0 960 600", svg.Root!.Attribute("viewBox")?.Value);
    }

    [Fact]
    public void The_png_is_large_enough_for_print()
    {
        var bytes = File.ReadAllBytes(run.Place["s_n_plot.png"]);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        Assert.Equal(1920, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)));
        Assert.Equal(1200, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }

    [Fact]
    public void The_png_has_text_and_a_curve()
    {
        using var image = SKBitmap.Decode(run.Place["s_n_plot.png"]);
        // The left margin holds nothing but the axis' labels, so dark pixels there are text.
        Assert.True(Count(image, 0, 130, pixel => pixel.Red < 100) > 500);
        Assert.True(Count(image, 150, image.Width, pixel => pixel is { Red: < 40, Blue: > 150 }) > 3000);
    }

    [Fact]
    public async Task A_plot_of_run_outs_only_is_drawn_too()
    {
        using var place = new Workplace();
        File.Copy(run.Place["fatigue_constants.dat"], place["constants.dat"]);
        place.With("nominal_stress.dat", "0.5").With("XX.dat", "0.5 0 1.5 7.3e-6 1.5\n0.5 1 0.4 2e-6 0.4\n");
        await place.Succeed("fatigue-life", "--stress-distribution", "XX.dat", "--fatigue-constants", "constants.dat",
            "--nominal-stress", "nominal_stress.dat", "--s-n-table", "t.csv", "--s-n-plot-svg", "p.svg", "--s-n-plot-png", "p.png");
        var svg = XDocument.Load(place["p.svg"]);
        Assert.Contains(svg.Descendants(), e => e.Value.Trim() == "run-out");
        Assert.Contains("run-out", await File.ReadAllTextAsync(place["t.csv"]), StringComparison.Ordinal);
    }

    private static int Count(SKBitmap image, int fromX, int toX, Func<SKColor, bool> matches) =>
        Enumerable.Range(fromX, toX - fromX).Sum(x => Enumerable.Range(0, image.Height).Count(y => matches(image.GetPixel(x, y))));
}
