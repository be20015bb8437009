using CsCheck;
using Dejima.Samples.NotchedPlate.Material;

namespace Dejima.Samples.Tests;

/// <summary>The constants of Bäumel and Seeger (1990), computed by hand from the published formulas.</summary>
public sealed class UniformMaterialLawTests
{
    [Fact]
    public void A_soft_steel()
    {
        // R_m/E = 430/206000 = 0.002087, below 0.003: ψ = 1.
        var c = UniformMaterialLaw.Constants(new TensileTest(216, 430, 0.75));
        Assert.Equal(645, c.StrengthCoefficient, 9);
        Assert.Equal(-0.087, c.StrengthExponent);
        Assert.Equal(0.59, c.DuctilityCoefficient, 9);
        Assert.Equal(-0.58, c.DuctilityExponent);
        Assert.Equal(709.5, c.CyclicStrengthCoefficient, 9);
        Assert.Equal(0.15, c.CyclicHardeningExponent);
        Assert.Equal(193.5, c.EnduranceStress, 9);
        Assert.Equal(1.13432e-3, c.EnduranceStrain, 8);
        Assert.Equal(5e5, c.EnduranceCycles);
    }

    [Fact]
    public void A_hard_steel()
    {
        // R_m/E = 1000/206000 = 0.0048544: ψ = 1.375 - 125 * 0.0048544 = 0.768204.
        var c = UniformMaterialLaw.Constants(new TensileTest(850, 1000, 0.6));
        Assert.Equal(1500, c.StrengthCoefficient, 9);
        Assert.Equal(0.453240, c.DuctilityCoefficient, 6);
        Assert.Equal(1650, c.CyclicStrengthCoefficient, 9);
        Assert.Equal(2.33427e-3, c.EnduranceStrain, 8);
    }

    [Fact]
    public void A_brittle_steel_is_bound_by_its_fracture_strain()
    {
        var brittle = new TensileTest(300, 430, 0.2);
        Assert.True(UniformMaterialLaw.IsBoundByFracture(brittle));
        Assert.Equal(0.223144, UniformMaterialLaw.Constants(brittle).DuctilityCoefficient, 6);
    }

    [Fact]
    public void The_life_curves_meet_the_endurance_limit() => Gen.Double[150, 2000].Sample(strength =>
    {
        // The law's own consistency, which a wrong constant would break: at N_E both lines reach the endurance values.
        var c = UniformMaterialLaw.Constants(new TensileTest(strength / 2, strength, 0.9));
        var reversals = 2 * c.EnduranceCycles;
        Assert.InRange(c.StrengthCoefficient * Math.Pow(reversals, c.StrengthExponent) / c.EnduranceStress, 0.995, 1.005);
        var plastic = c.DuctilityCoefficient * Math.Pow(reversals, c.DuctilityExponent);
        Assert.InRange(plastic / (c.EnduranceStrain - c.EnduranceStress / c.YoungsModulus), 0.99, 1.01);
    });

    [Fact]
    public void The_curve_follows_Ramberg_and_Osgood_up_to_the_tensile_strength()
    {
        var c = UniformMaterialLaw.Constants(new TensileTest(216, 430, 0.75));
        var curve = CyclicCurve.RambergOsgood(c, 430);
        Assert.Equal(430, curve.Last.Stress, 6);
        Assert.Equal(206_000, curve.YoungsModulus, 3);
        foreach (var p in curve.Points.Skip(2))
            Assert.Equal(1, p.Strain / (p.Stress / 206_000 + Math.Pow(p.Stress / 709.5, 1 / 0.15)), 9);
    }
}
