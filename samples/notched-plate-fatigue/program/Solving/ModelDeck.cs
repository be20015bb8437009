using System.Globalization;

namespace Dejima.Samples.NotchedPlate.Solving;

/// <summary>Reads nodes, elements and sets of an Abaqus/CalculiX model; other keywords are passed over.</summary>
internal sealed class ModelDeck
{
    private string _keyword = "";
    private string? _set;

    private ModelDeck() { }

    /// <summary>x of every node, mm.</summary>
    public Dictionary<int, double> X { get; } = [];

    /// <summary>Every node that an element refers to.</summary>
    public HashSet<int> ElementNodes { get; } = [];

    /// <summary>Members of every named set, in the file's order.</summary>
    public Dictionary<string, List<int>> Sets { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The last line that is not empty.</summary>
    public string LastLine { get; private set; } = "";

    /// <summary>Reads a model.</summary>
    /// <exception cref="FormatException">A line that does not fit its keyword.</exception>
    public static ModelDeck Read(TextReader reader)
    {
        var deck = new ModelDeck();
        while (reader.ReadLine() is { } line)
        {
            line = line.Trim();
            if (line.Length == 0) continue;
            deck.LastLine = line;
            if (line.StartsWith("**", StringComparison.Ordinal)) continue;
            if (line[0] == '*') deck.TakeKeyword(line);
            else deck.TakeData(line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }
        return deck;
    }

    private void TakeKeyword(string line)
    {
        var parts = line.Split(',', StringSplitOptions.TrimEntries);
        _keyword = parts[0].ToUpperInvariant();
        _set = parts.Select(p => p.Split('='))
            .Where(p => p.Length == 2 && p[0].Trim().ToUpperInvariant() is "NSET" or "ELSET")
            .Select(p => p[1].Trim())
            .FirstOrDefault();
        if (_set is not null) Sets.TryAdd(_set, []);
    }

    private void TakeData(string[] fields)
    {
        switch (_keyword)
        {
            case "*NODE" when fields.Length >= 3:
                X[Integer(fields[0])] = double.Parse(fields[1], NumberStyles.Float, CultureInfo.InvariantCulture);
                break;
            case "*NODE":
                throw new FormatException("a node needs a number and coordinates");
            case "*ELEMENT":
                ElementNodes.UnionWith(fields.Skip(1).Select(Integer));
                break;
            case "*NSET" or "*ELSET" when _set is not null:
                Sets[_set].AddRange(fields.Select(Integer));
                break;
        }
    }

    private static int Integer(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
