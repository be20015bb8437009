namespace Dejima.Samples.Tests;

/// <summary>The finite-element result against the elastic solution for a strip with a hole.</summary>
public sealed class StressConcentrationTests
{
    // Below first yield at the hole for every shape here, so the result is elastic.
    private const double ElasticLevel = 10;

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(25)]
    public async Task The_elastic_concentration_is_Howlands(double diameter)
    {
        var concentration = await Concentration("--diameter", $"{diameter}");
        var expected = Howland(diameter / 50);
        Assert.InRange(concentration / expected, 0.97, 1.03);
    }

    [Fact]
    public async Task The_samples_plate_is_nearer_than_one_per_cent() =>
        Assert.InRange(await Concentration() / Howland(0.2), 0.99, 1.01);

    [Fact]
    public async Task Halving_the_elements_changes_the_concentration_by_less_than_one_per_cent() =>
        Assert.InRange(await Concentration("--refine", "2") / await Concentration(), 0.99, 1.01);

    /// <summary>
    /// Howland's solution (Phil. Trans. R. Soc. A 229, 1930, 49-86) as fitted in W. D. Pilkey, <i>Peterson's Stress
    /// Concentration Factors</i>, 2nd ed., Wiley 1997, chart 4.1: highest stress over the stress on the full width.
    /// </summary>
    private static double Howland(double diameterToWidth)
    {
        var net = 1 - diameterToWidth;
        return 0.284 + 2 / net - 0.600 * net + 1.32 * net * net;
    }

    private static async Task<double> Concentration(params string[] meshOptions)
    {
        using var place = await new Workplace().Ready([ElasticLevel], meshOptions);
        await place.Succeed("stress-distribution");
        return place.Distribution()[0].Root.Stress / ElasticLevel;
    }
}
