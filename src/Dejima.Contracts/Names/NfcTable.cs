using System.Globalization;

namespace Dejima.Contracts.Names;

/// <summary>The canonical decompositions, compositions and combining classes that NFC needs (Unicode UAX #15).</summary>
internal sealed class NfcTable
{
    private static readonly Lazy<NfcTable> Loaded = new(Load);

    private readonly Dictionary<int, int[]> _decompositions = [];
    private readonly Dictionary<(int First, int Second), int> _compositions = [];
    private readonly Dictionary<int, int> _classes = [];

    public static NfcTable Instance => Loaded.Value;

    public int ClassOf(int codePoint) => _classes.GetValueOrDefault(codePoint);

    public int[]? DecompositionOf(int codePoint) => _decompositions.GetValueOrDefault(codePoint);

    public int? CompositionOf(int first, int second) =>
        _compositions.TryGetValue((first, second), out var composed) ? composed : null;

    private static NfcTable Load()
    {
        using var stream = typeof(NfcTable).Assembly.GetManifestResourceStream("nfc.txt")!;
        using var reader = new StreamReader(stream);
        var table = new NfcTable();
        while (reader.ReadLine() is { } line)
            table.Add(line.Split(' '));
        return table;
    }

    private void Add(string[] entry)
    {
        switch (entry[0])
        {
            case "k":
                _classes[Hex(entry[1])] = int.Parse(entry[2], CultureInfo.InvariantCulture);
                break;
            case "d":
                _decompositions[Hex(entry[1])] = [.. entry[2..].Select(Hex)];
                break;
            case "c":
                _compositions[(Hex(entry[1]), Hex(entry[2]))] = Hex(entry[3]);
                break;
            default:
                break;
        }
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
