namespace Dejima.Samples.NotchedPlate.Meshing;

/// <summary>
/// Makes a structured mesh of a quarter of the plate: rays from the hole to a square around it, fine at the hole, and
/// columns from the square up to the loaded edge.
/// </summary>
/// <remarks>
/// Nodes live on a grid of half elements, so that a middle node is simply an odd index. Circles are followed by the
/// middle nodes too, which is what makes few elements enough for the stress at the hole.
/// </remarks>
internal sealed class PlateMesher
{
    private const int ElementsPerEighth = 8;
    private const int ElementsPerRay = 16;
    private const int ElementsPerColumn = 8;
    private const double GrowthAlongRay = 1.17;
    private const double GrowthAlongColumn = 1.1;

    private readonly PlateShape _shape;
    private readonly int _eighth;
    private readonly double[] _ray;
    private readonly double[] _column;
    private readonly Dictionary<(Part Part, int Along, int Across), int> _numbers = [];
    private readonly List<MeshNode> _nodes = [];
    private readonly List<MeshElement> _elements = [];

    private PlateMesher(PlateShape shape, int refine)
    {
        _shape = shape;
        _eighth = ElementsPerEighth * refine;
        _ray = Grading.HalfSteps(ElementsPerRay * refine, Math.Pow(GrowthAlongRay, 1.0 / refine));
        _column = Grading.HalfSteps(ElementsPerColumn * refine, Math.Pow(GrowthAlongColumn, 1.0 / refine));
    }

    private enum Part { Rays, Columns }

    /// <summary>Meshes the shape. <paramref name="refine"/> n divides every element's side by n.</summary>
    /// <exception cref="ArgumentException">The shape has a fault, or <paramref name="refine"/> is below 1.</exception>
    public static QuadMesh Mesh(PlateShape shape, int refine = 1)
    {
        if (shape.Fault() is { } fault) throw new ArgumentException(fault, nameof(shape));
        ArgumentOutOfRangeException.ThrowIfLessThan(refine, 1);
        return new PlateMesher(shape, refine).Mesh();
    }

    private QuadMesh Mesh()
    {
        int raySteps = _ray.Length - 1, columnSteps = _column.Length - 1;
        for (var across = 0; across < 4 * _eighth; across += 2)
            for (var along = 0; along < raySteps; along += 2)
                AddElement(Part.Rays, along, across);
        for (var along = 0; along < columnSteps; along += 2)
            for (var across = 0; across < 2 * _eighth; across += 2)
                AddElement(Part.Columns, across, along);

        var loaded = _elements.TakeLast(_eighth).Select(e => e.Number).ToList();
        var ligament = Enumerable.Range(0, raySteps + 1).Select(i => Number(Part.Rays, i, 0)).ToList();
        var middle = Enumerable.Range(0, raySteps + 1).Select(i => Number(Part.Rays, i, 4 * _eighth))
            .Concat(Enumerable.Range(1, columnSteps).Select(i => Number(Part.Columns, 0, i))).ToList();
        return new QuadMesh(_nodes, _elements, middle, ligament, loaded);
    }

    private void AddElement(Part part, int i, int j)
    {
        ReadOnlySpan<(int I, int J)> steps = [(0, 0), (2, 0), (2, 2), (0, 2), (1, 0), (2, 1), (1, 2), (0, 1)];
        var nodes = new int[8];
        for (var n = 0; n < 8; n++) nodes[n] = Number(part, i + steps[n].I, j + steps[n].J);
        _elements.Add(new MeshElement(_elements.Count + 1, nodes));
    }

    private int Number(Part part, int i, int j)
    {
        // The columns stand on the upper end of the rays: those nodes exist already.
        if (part == Part.Columns && j == 0) return Number(Part.Rays, _ray.Length - 1, 4 * _eighth - i);
        if (_numbers.TryGetValue((part, i, j), out var number)) return number;
        var (x, y) = part == Part.Rays ? OnRay(i, j) : OnColumn(i, j);
        _nodes.Add(new MeshNode(_nodes.Count + 1, x, y));
        return _numbers[(part, i, j)] = _nodes.Count;
    }

    private (double X, double Y) OnRay(int along, int across)
    {
        var angle = Math.PI / 4 * across / (2 * _eighth);
        var (sin, cos) = Math.SinCos(angle);
        // Exact zeros on the symmetry lines: a node 1e-16 off is still on them, but reads badly.
        if (across == 0) sin = 0;
        if (across == 4 * _eighth) cos = 0;
        var toSquare = _shape.Width / 2 / Math.Max(sin, cos);
        var distance = _shape.Radius + (toSquare - _shape.Radius) * _ray[along];
        return (distance * cos, distance * sin);
    }

    private (double X, double Y) OnColumn(int across, int along)
    {
        var foot = OnRay(_ray.Length - 1, 4 * _eighth - across);
        return (foot.X, foot.Y + (_shape.Height / 2 - foot.Y) * _column[along]);
    }
}
