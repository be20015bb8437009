using System.Globalization;

namespace Dejima.Samples.NotchedPlate.Solving;

/// <summary>
/// Reads stresses and strains of chosen nodes from CalculiX's result file (.frd, ASCII).
/// </summary>
/// <remarks>
/// Format: K. Wittig, <i>CalculiX CGX user's manual</i>, "Result format". A block begins with a <c>100C</c> line that
/// has the time in columns 13-24, its name follows <c>-4</c>, its rows <c>-1</c>: node in columns 4-13, then values of
/// 12 columns each, without blanks between. Every step lasts one unit of time, so the time tells the step.
/// </remarks>
internal static class FrdResults
{
    private const int Components = 6, ValueWidth = 12, FirstValue = 13;

    /// <summary>States of the nodes after each step; index 0 is step 1.</summary>
    /// <exception cref="FormatException">The file is not such a file or lacks a node's result.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<int, NodeState>> Read(
        TextReader reader, IReadOnlySet<int> nodes, int steps)
    {
        var stress = Blocks(steps);
        var strain = Blocks(steps);
        Dictionary<int, double[]>? block = null;
        var step = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("  100C", StringComparison.Ordinal)) step = (int)Math.Round(Real(line, 12));
            else if (line.StartsWith(" -4", StringComparison.Ordinal))
                block = step < 1 || step > steps ? null : line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] switch
                {
                    "STRESS" => stress[step - 1],
                    "TOSTRAIN" => strain[step - 1],
                    _ => null,
                };
            else if (line.StartsWith(" -3", StringComparison.Ordinal)) block = null;
            else if (block is not null && line.StartsWith(" -1", StringComparison.Ordinal)) Take(line, nodes, block);
        }
        return [.. Enumerable.Range(0, steps).Select(i => States(nodes, stress[i], strain[i]))];
    }

    private static Dictionary<int, double[]>[] Blocks(int steps) =>
        [.. Enumerable.Range(0, steps).Select(_ => new Dictionary<int, double[]>())];

    private static void Take(string line, IReadOnlySet<int> nodes, Dictionary<int, double[]> block)
    {
        var node = int.Parse(line.AsSpan(3, 10), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
        if (!nodes.Contains(node)) return;
        var values = new double[Components];
        for (var i = 0; i < Components; i++) values[i] = Real(line, FirstValue + ValueWidth * i);
        block[node] = values;
    }

    private static Dictionary<int, NodeState> States(
        IReadOnlySet<int> nodes, Dictionary<int, double[]> stress, Dictionary<int, double[]> strain) =>
        nodes.ToDictionary(node => node, node =>
            stress.TryGetValue(node, out var s) && strain.TryGetValue(node, out var e)
                ? NodeState.Of(s, e)
                : throw new FormatException("a step has no result for a node of the ligament"));

    private static double Real(string line, int from) =>
        line.Length >= from + ValueWidth
        && double.TryParse(line.AsSpan(from, ValueWidth), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : throw new FormatException("a value is missing or not a number");
}
