namespace Dejima.Samples.NotchedPlate.Material;

/// <summary>A point of a stress-strain curve; strain is total, stress in MPa.</summary>
internal readonly record struct CurvePoint(double Strain, double Stress);

/// <summary>A cyclic stress-strain curve as a polygon that begins at the origin.</summary>
internal sealed class CyclicCurve
{
    private const int PlasticPoints = 40;

    // Plastic strain that still counts as elastic. A smaller one makes the polygon's first plastic piece so steep that
    // the solver's iteration is thrown about at first yield; this one shifts the curve by 0.001 % strain, there only.
    private const double FirstPlasticStrain = 1e-5;

    /// <summary>Takes ascending points, the first at the origin, the second where yield begins.</summary>
    public CyclicCurve(IReadOnlyList<CurvePoint> points)
    {
        if (Fault(points) is { } fault) throw new ArgumentException(fault, nameof(points));
        Points = points;
    }

    /// <summary>The polygon, origin first.</summary>
    public IReadOnlyList<CurvePoint> Points { get; }

    /// <summary>Young's modulus, MPa: the slope up to the first yield.</summary>
    public double YoungsModulus => Points[1].Stress / Points[1].Strain;

    /// <summary>The end of the curve; nothing is known beyond.</summary>
    public CurvePoint Last => Points[^1];

    /// <summary>Stress against plastic strain, from first yield (plastic strain 0) on.</summary>
    public IEnumerable<CurvePoint> Plastic =>
        Points.Skip(1).Select((p, i) => new CurvePoint(i == 0 ? 0 : p.Strain - p.Stress / YoungsModulus, p.Stress));

    /// <summary>Ramberg-Osgood's curve, up to the stress <paramref name="end"/> in MPa.</summary>
    public static CyclicCurve RambergOsgood(FatigueConstants constants, double end)
    {
        double PlasticStrain(double stress) =>
            Math.Pow(stress / constants.CyclicStrengthCoefficient, 1 / constants.CyclicHardeningExponent);
        double Stress(double plasticStrain) =>
            constants.CyclicStrengthCoefficient * Math.Pow(plasticStrain, constants.CyclicHardeningExponent);

        var first = Stress(FirstPlasticStrain);
        List<CurvePoint> points = [new(0, 0), new(first / constants.YoungsModulus, first)];
        var ratio = PlasticStrain(end) / FirstPlasticStrain;
        for (var i = 1; i <= PlasticPoints; i++)
        {
            var plastic = FirstPlasticStrain * Math.Pow(ratio, (double)i / PlasticPoints);
            points.Add(new(Stress(plastic) / constants.YoungsModulus + plastic, Stress(plastic)));
        }
        return new CyclicCurve(points);
    }

    /// <summary>What is wrong with the points, in English, or null.</summary>
    public static string? Fault(IReadOnlyList<CurvePoint> points)
    {
        if (points.Count < 3) return "it needs at least 3 points";
        if (points[0] is not { Strain: 0, Stress: 0 }) return "its first point must be 0 0";
        for (var i = 1; i < points.Count; i++)
            if (!(points[i].Strain > points[i - 1].Strain && points[i].Stress > points[i - 1].Stress))
                return $"point {i + 1} is not above the one before it in strain and stress";
        var modulus = points[1].Stress / points[1].Strain;
        for (var i = 2; i < points.Count; i++)
            if (points[i].Stress - points[i - 1].Stress >= modulus * (points[i].Strain - points[i - 1].Strain))
                return $"point {i + 1} is steeper than the elastic line";
        return null;
    }
}
