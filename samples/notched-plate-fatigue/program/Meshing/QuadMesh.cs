namespace Dejima.Samples.NotchedPlate.Meshing;

/// <summary>A node: number from 1, coordinates in mm.</summary>
internal readonly record struct MeshNode(int Number, double X, double Y);

/// <summary>
/// A second-order quadrilateral. <paramref name="Nodes"/> has 8 node numbers: 4 corners anticlockwise, then the middles
/// of sides 1-2, 2-3, 3-4, 4-1 (CalculiX order).
/// </summary>
internal sealed record MeshElement(int Number, IReadOnlyList<int> Nodes);

/// <summary>
/// A quarter of the plate, x ≥ 0 and y ≥ 0, with the sets that boundary conditions, load and evaluation refer to.
/// </summary>
/// <param name="OnMiddleX">Nodes on x = 0, which may not move along x.</param>
/// <param name="Ligament">Nodes on y = 0 from the hole outwards, which may not move along y.</param>
/// <param name="Loaded">Elements whose third side is the loaded edge.</param>
internal sealed record QuadMesh(
    IReadOnlyList<MeshNode> Nodes,
    IReadOnlyList<MeshElement> Elements,
    IReadOnlyList<int> OnMiddleX,
    IReadOnlyList<int> Ligament,
    IReadOnlyList<int> Loaded);
