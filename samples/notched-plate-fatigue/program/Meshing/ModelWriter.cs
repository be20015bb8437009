using System.Globalization;

namespace Dejima.Samples.NotchedPlate.Meshing;

/// <summary>Writes a mesh as the model file that a solver input includes (Abaqus/CalculiX keywords).</summary>
internal static class ModelWriter
{
    /// <summary>
    /// The model's last line. Whoever reads the model asks for it: a file cut short can be a valid one otherwise.
    /// </summary>
    public const string EndMark = "** end of model";

    private const int NumbersPerLine = 10;

    /// <summary>Writes nodes (mm), plane-stress elements and sets PLATE, LOADED, SYMX, SYMY, LIGAMENT.</summary>
    public static void Write(QuadMesh mesh, TextWriter to)
    {
        to.Write("*NODE, NSET=ALL\n");
        foreach (var node in mesh.Nodes)
            to.Write(string.Create(CultureInfo.InvariantCulture, $"{node.Number}, {node.X:E9}, {node.Y:E9}, 0.\n"));
        to.Write("*ELEMENT, TYPE=CPS8R, ELSET=PLATE\n");
        foreach (var element in mesh.Elements)
            to.Write(string.Create(CultureInfo.InvariantCulture,
                $"{element.Number}, {string.Join(", ", element.Nodes)}\n"));
        WriteSet(to, "*ELSET, ELSET=LOADED", mesh.Loaded);
        WriteSet(to, "*NSET, NSET=SYMX", mesh.OnMiddleX);
        WriteSet(to, "*NSET, NSET=SYMY", mesh.Ligament);
        WriteSet(to, "*NSET, NSET=LIGAMENT", mesh.Ligament);
        to.Write(EndMark + "\n");
    }

    private static void WriteSet(TextWriter to, string keyword, IReadOnlyList<int> numbers)
    {
        to.Write(keyword + "\n");
        foreach (var line in numbers.Chunk(NumbersPerLine)) to.Write(string.Join(", ", line) + "\n");
    }
}
