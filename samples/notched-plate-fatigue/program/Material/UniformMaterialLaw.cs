namespace Dejima.Samples.NotchedPlate.Material;

/// <summary>
/// The uniform material law for unalloyed and low-alloy steels: cyclic constants from the tensile strength alone.
/// </summary>
/// <remarks>
/// A. Bäumel Jr., T. Seeger, <i>Materials Data for Cyclic Loading, Supplement 1</i>, Materials Science Monographs 61,
/// Elsevier, Amsterdam 1990. It is an estimate for when no fatigue tests of the material exist.
/// </remarks>
internal static class UniformMaterialLaw
{
    private const double PlainSteelLimit = 0.003;

    /// <summary>Above this tensile strength, MPa, the law's ductility factor ψ is no longer positive.</summary>
    public const double HighestTensileStrength = 1.375 / 125 * Steel.YoungsModulus;

    /// <summary>ψ: 1 up to R_m/E = 0.003, then falling.</summary>
    /// <param name="tensileStrength">R_m, MPa.</param>
    public static double DuctilityFactor(double tensileStrength)
    {
        var ratio = tensileStrength / Steel.YoungsModulus;
        return ratio <= PlainSteelLimit ? 1 : 1.375 - 125 * ratio;
    }

    /// <summary>The cyclic constants of a steel.</summary>
    /// <remarks>
    /// The law does not look at the reduction of area. A cyclic ductility above the true strain at fracture would be
    /// hard to defend, so that strain bounds ε_f' here; for ductile steels (reduction above 0.45) it changes nothing.
    /// </remarks>
    public static FatigueConstants Constants(TensileTest test)
    {
        var strength = test.TensileStrength;
        var factor = DuctilityFactor(strength);
        return new FatigueConstants(
            YoungsModulus: Steel.YoungsModulus, PoissonRatio: Steel.PoissonRatio,
            StrengthCoefficient: 1.5 * strength, StrengthExponent: -0.087,
            DuctilityCoefficient: Math.Min(0.59 * factor, test.FractureDuctility), DuctilityExponent: -0.58,
            CyclicStrengthCoefficient: 1.65 * strength, CyclicHardeningExponent: 0.15,
            EnduranceStress: 0.45 * strength,
            EnduranceStrain: 0.45 * strength / Steel.YoungsModulus + 1.95e-4 * factor,
            EnduranceCycles: 5e5);
    }

    /// <summary>Whether the true strain at fracture, not the law, decided the cyclic ductility.</summary>
    public static bool IsBoundByFracture(TensileTest test) =>
        test.FractureDuctility < 0.59 * DuctilityFactor(test.TensileStrength);
}
