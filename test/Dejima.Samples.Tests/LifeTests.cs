namespace Dejima.Samples.Tests;

/// <summary>The sample's S-N figures.</summary>
public sealed class LifeTests(SampleRun run)
{
    [Fact]
    public void Every_nominal_stress_has_a_life() => Assert.Equal(
        [25, 50, 75, 100, 125, 150, 175], run.Lives.Select(life => life.NominalStress));

    [Fact]
    public void Life_falls_strictly_with_stress()
    {
        foreach (var (low, high) in run.Lives.Zip(run.Lives.Skip(1))) Assert.True(high.Cycles < low.Cycles);
    }

    [Theory]
    [InlineData(25, 1.555e10)]
    [InlineData(50, 8.092e6)]
    [InlineData(75, 3.031e5)]
    [InlineData(100, 5.487e4)]
    [InlineData(125, 1.611e4)]
    [InlineData(150, 5.970e3)]
    [InlineData(175, 2.273e3)]
    public void Lives_stay_what_they_were(double nominal, double cycles)
    {
        // Life goes with a high power of stress: this is about 0.3 % of stress.
        var life = run.Lives.Single(point => point.NominalStress == nominal);
        Assert.InRange(life.Cycles / cycles, 0.96, 1.04);
    }

    [Fact]
    public void Only_the_lowest_level_runs_out() =>
        Assert.Equal([true, false, false, false, false, false, false], run.Lives.Select(life => life.IsRunOut));

    [Fact]
    public async Task The_table_for_people_has_every_level()
    {
        var table = (await run.Place.Succeed("table", "--s-n-table", "s_n_table.csv")).Out;
        Assert.Contains("run-out", table, StringComparison.Ordinal);
        foreach (var life in run.Lives.Where(life => !life.IsRunOut))
            Assert.Contains(life.Cycles.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture), table,
                StringComparison.Ordinal);
    }
}
