namespace Dejima.Samples.NotchedPlate.Material;

/// <summary>
/// Cyclic constants of a material: Manson-Coffin-Morrow, ε_a = σ_f'/E (2N)^b + ε_f' (2N)^c, and Ramberg-Osgood,
/// ε_a = σ_a/E + (σ_a/K')^(1/n').
/// </summary>
/// <param name="YoungsModulus">E, MPa.</param>
/// <param name="PoissonRatio">ν.</param>
/// <param name="StrengthCoefficient">σ_f', MPa.</param>
/// <param name="StrengthExponent">b, below 0.</param>
/// <param name="DuctilityCoefficient">ε_f'.</param>
/// <param name="DuctilityExponent">c, below 0.</param>
/// <param name="CyclicStrengthCoefficient">K', MPa.</param>
/// <param name="CyclicHardeningExponent">n'.</param>
/// <param name="EnduranceStress">σ_E, MPa.</param>
/// <param name="EnduranceStrain">ε_E.</param>
/// <param name="EnduranceCycles">N_E, cycles.</param>
internal sealed record FatigueConstants(
    double YoungsModulus, double PoissonRatio,
    double StrengthCoefficient, double StrengthExponent,
    double DuctilityCoefficient, double DuctilityExponent,
    double CyclicStrengthCoefficient, double CyclicHardeningExponent,
    double EnduranceStress, double EnduranceStrain, double EnduranceCycles);
