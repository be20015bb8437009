using CsCheck;
using Dejima.Samples.NotchedPlate.Fatigue;
using Dejima.Samples.NotchedPlate.Material;

namespace Dejima.Samples.Tests;

/// <summary>The life against the equation it solves.</summary>
public sealed class SmithWatsonTopperTests
{
    private static readonly Gen<FatigueConstants> Constants =
        Gen.Double[150, 2000].Select(strength => UniformMaterialLaw.Constants(new TensileTest(strength / 2, strength, 0.7)));

    [Fact]
    public void The_life_solves_the_equation() =>
        Gen.Select(Constants, Gen.Double[-6, 1]).Sample((c, exponent) =>
        {
            // From a millionth to a tenth of the parameter at the first reversal, in logarithms.
            var parameter = SmithWatsonTopper.Strength(c, 0) * Math.Pow(10, exponent - 1);
            var reversals = 2 * SmithWatsonTopper.Cycles(c, parameter)!.Value;
            var strength = c.StrengthCoefficient * c.StrengthCoefficient / c.YoungsModulus
                    * Math.Pow(reversals, 2 * c.StrengthExponent)
                + c.StrengthCoefficient * c.DuctilityCoefficient
                    * Math.Pow(reversals, c.StrengthExponent + c.DuctilityExponent);
            Assert.Equal(1, strength / parameter, 9);
        });

    [Fact]
    public void A_higher_parameter_means_a_shorter_life() =>
        Gen.Select(Constants, Gen.Double[0.01, 1], Gen.Double[1.001, 3]).Sample((c, parameter, factor) =>
            Assert.True(SmithWatsonTopper.Cycles(c, parameter * factor) < SmithWatsonTopper.Cycles(c, parameter)));

    [Fact]
    public void What_no_reversal_survives_has_no_life()
    {
        var c = UniformMaterialLaw.Constants(new TensileTest(216, 430, 0.75));
        var first = 645.0 * 645 / 206_000 + 645 * 0.59;
        Assert.Null(SmithWatsonTopper.Cycles(c, first * 1.0001));
        Assert.Equal(0.5, SmithWatsonTopper.Cycles(c, first)!.Value, 6);
    }

    [Fact]
    public void A_vanishing_parameter_has_a_finite_life()
    {
        var c = UniformMaterialLaw.Constants(new TensileTest(216, 430, 0.75));
        Assert.InRange(SmithWatsonTopper.Cycles(c, double.Epsilon)!.Value, 1e80, 1e90);
    }
}
