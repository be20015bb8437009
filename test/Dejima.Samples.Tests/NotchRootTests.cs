using Dejima.Samples.NotchedPlate.Data;

namespace Dejima.Samples.Tests;

/// <summary>What the calculated states must obey, whatever the mesh.</summary>
public sealed class NotchRootTests(SampleRun run)
{
    private const double NetSectionFactor = 50.0 / (50 - 10);

    [Fact]
    public void The_ligament_carries_the_load()
    {
        foreach (var level in run.Distribution)
            Assert.InRange(MeanStress(level.Points) / (NetSectionFactor * level.NominalStress), 0.98, 1.02);
    }

    [Fact]
    public void The_root_lies_on_the_cyclic_curve()
    {
        // Uniaxial there, so strain follows from stress by Ramberg-Osgood: K' = 1.65 * 430 MPa, n' = 0.15.
        foreach (var root in run.Distribution.Select(level => level.Root))
            Assert.InRange(root.Strain / (root.Stress / 206_000 + Math.Pow(root.Stress / 709.5, 1 / 0.15)), 0.97, 1.03);
    }

    [Fact]
    public void The_root_yields_at_the_higher_levels_only()
    {
        var concentrations = run.Distribution.Select(level => level.Root.Stress / level.NominalStress).ToList();
        Assert.InRange(concentrations[0], 3.0, 3.3);
        Assert.InRange(concentrations[^1], 1.5, 2.2);
        Assert.Equal(concentrations.OrderDescending(), concentrations);
    }

    [Fact]
    public void There_is_no_stress_across_the_free_edge_at_the_root()
    {
        foreach (var root in run.Distribution.Select(level => level.Root))
            Assert.InRange(root.VonMises / root.Stress, 0.99, 1.01);
    }

    private static double MeanStress(IReadOnlyList<LigamentPoint> points) => points.Zip(points.Skip(1))
        .Sum(pair => (pair.Second.Position - pair.First.Position) * (pair.First.Stress + pair.Second.Stress) / 2);
}
