using Dejima.Samples.NotchedPlate.Data;

namespace Dejima.Samples.NotchedPlate.Solving;

/// <summary>
/// Turns states at the model's nodes into states at positions of the program's choice, by the elements' own parabolas.
/// </summary>
internal static class LigamentProfile
{
    private const int Intervals = 40;

    /// <summary>Shares of the ligament's width, closer together at the hole.</summary>
    public static IReadOnlyList<double> Positions { get; } =
        [.. Enumerable.Range(0, Intervals + 1).Select(i => Math.Pow((double)i / Intervals, 2))];

    /// <summary>The ligament's state at every position.</summary>
    public static IReadOnlyList<LigamentPoint> Sample(
        IReadOnlyList<(int Node, double X)> ligament, IReadOnlyDictionary<int, NodeState> states)
    {
        var (start, width) = (ligament[0].X, ligament[^1].X - ligament[0].X);
        return [.. Positions.Select(s => At(s, start + s * width))];

        LigamentPoint At(double position, double x)
        {
            var first = FirstNodeOfElement(ligament, x);
            double Parabola(Func<NodeState, double> value) => Interpolate(x,
                Node(first, value), Node(first + 1, value), Node(first + 2, value));
            return new LigamentPoint(position,
                Parabola(n => n.Stress), Parabola(n => n.Strain), Parabola(n => n.VonMises));
        }

        (double X, double Value) Node(int index, Func<NodeState, double> value) =>
            (ligament[index].X, value(states[ligament[index].Node]));
    }

    private static int FirstNodeOfElement(IReadOnlyList<(int Node, double X)> ligament, double x)
    {
        var first = 0;
        while (first + 4 < ligament.Count && x > ligament[first + 2].X) first += 2;
        return first;
    }

    private static double Interpolate(
        double x, (double X, double Value) a, (double X, double Value) b, (double X, double Value) c) =>
        a.Value * (x - b.X) * (x - c.X) / ((a.X - b.X) * (a.X - c.X))
        + b.Value * (x - a.X) * (x - c.X) / ((b.X - a.X) * (b.X - c.X))
        + c.Value * (x - a.X) * (x - b.X) / ((c.X - a.X) * (c.X - b.X));
}
