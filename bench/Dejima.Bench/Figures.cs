namespace Dejima.Bench;

/// <summary>Medians and tails of measured times.</summary>
internal static class Figures
{
    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    public static double P99(IEnumerable<double> values) => Quantile(values, 0.99);

    private static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1 is var at and >= 0 ? at : 0)];
    }
}
