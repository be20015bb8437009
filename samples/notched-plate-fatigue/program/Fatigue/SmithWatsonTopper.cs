using Dejima.Samples.NotchedPlate.Material;

namespace Dejima.Samples.NotchedPlate.Fatigue;

/// <summary>
/// Life by the damage parameter of Smith, Watson and Topper:
/// σ_max ε_a = σ_f'²/E (2N)^(2b) + σ_f' ε_f' (2N)^(b+c).
/// </summary>
/// <remarks>
/// K. N. Smith, P. Watson, T. H. Topper, <i>A stress-strain function for the fatigue of metals</i>, Journal of
/// Materials 5 (1970) 767-778.
/// </remarks>
internal static class SmithWatsonTopper
{
    // ln(2N): a life beyond any meaning, yet every term is still a normal double. A longer one is given as this.
    private const double LongestLogReversals = 200;

    /// <summary>The right side of the equation, MPa.</summary>
    /// <param name="constants">Of the material.</param>
    /// <param name="logReversals">ln(2N).</param>
    public static double Strength(FatigueConstants constants, double logReversals)
    {
        var (b, c) = (constants.StrengthExponent, constants.DuctilityExponent);
        var strength = constants.StrengthCoefficient;
        return strength * strength / constants.YoungsModulus * Math.Exp(2 * b * logReversals)
            + strength * constants.DuctilityCoefficient * Math.Exp((b + c) * logReversals);
    }

    /// <summary>
    /// Cycles N until a crack, for a parameter σ_max ε_a in MPa; null when not even one reversal is survived.
    /// </summary>
    /// <remarks>
    /// The right side falls with every reversal, so halving an interval that holds the root always finds it; it ends
    /// when the interval is as small as doubles allow.
    /// </remarks>
    public static double? Cycles(FatigueConstants constants, double parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameter);
        double low = 0, high = LongestLogReversals;
        if (parameter > Strength(constants, low)) return null;
        if (parameter <= Strength(constants, high)) return Math.Exp(high) / 2;
        while (true)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high) return Math.Exp(middle) / 2;
            if (Strength(constants, middle) >= parameter) low = middle;
            else high = middle;
        }
    }
}
