using Dejima.Samples.NotchedPlate.Data;
using Dejima.Samples.NotchedPlate.Material;

namespace Dejima.Samples.NotchedPlate.Fatigue;

/// <summary>
/// The S-N curve between the calculated levels: local stress and strain are interpolated, as logarithms, over the
/// nominal stress, and the life follows from them as it does at the levels.
/// </summary>
internal static class LifeCurve
{
    private const int StepsPerInterval = 24;

    /// <summary>The levels themselves with points between them, in the order of the levels.</summary>
    public static IReadOnlyList<LifePoint> Through(IReadOnlyList<LifePoint> levels, FatigueConstants constants) =>
        [.. levels.Zip(levels.Skip(1)).SelectMany(pair => Between(pair.First, pair.Second, constants)), levels[^1]];

    private static IEnumerable<LifePoint> Between(LifePoint low, LifePoint high, FatigueConstants constants)
    {
        for (var i = 0; i < StepsPerInterval; i++)
        {
            var share = (double)i / StepsPerInterval;
            double At(double from, double to) => from * Math.Pow(to / from, share);
            var root = new LigamentPoint(0, At(low.LocalStress, high.LocalStress), At(low.LocalStrain, high.LocalStrain), 0);
            yield return LifePoint.Of(new LevelDistribution(At(low.NominalStress, high.NominalStress), [root]), constants);
        }
    }
}
