using Dejima.Samples.NotchedPlate.Cli;
using Dejima.Samples.NotchedPlate.Data;
using Dejima.Samples.NotchedPlate.Meshing;

namespace Dejima.Samples.NotchedPlate.Solving;

/// <summary>
/// What the program needs to know of the site's model: where the ligament's nodes are. Messages about it never carry
/// the model's path or any of its lines, for the user who reads them is not at the site.
/// </summary>
/// <param name="Ligament">Node numbers and x, mm, from the hole's edge outwards; ends and middles of element sides.</param>
internal sealed record ConfidentialModel(IReadOnlyList<(int Node, double X)> Ligament)
{
    private static readonly string[] NeededSets = ["PLATE", "LOADED", "SYMX", "SYMY", "LIGAMENT"];

    /// <summary>Stress on the net section over stress on the full width.</summary>
    public double NetSectionFactor => Ligament[^1].X / (Ligament[^1].X - Ligament[0].X);

    /// <summary>Reads the model and makes sure that it is whole.</summary>
    /// <exception cref="ProgramError">The model is missing, unreadable, cut short or lacks a set.</exception>
    public static ConfidentialModel Read(string path)
    {
        var deck = ReadDeck(path);
        if (deck.LastLine != ModelWriter.EndMark) throw Broken("it is cut short", "途中で切れています");
        if (NeededSets.FirstOrDefault(set => !deck.Sets.ContainsKey(set)) is { } missing)
            throw Broken($"the set {missing} is missing", $"集合 {missing} がありません");
        if (deck.ElementNodes.Any(node => !deck.X.ContainsKey(node)))
            throw Broken("an element refers to a node that is not there", "存在しない節点を参照する要素があります");
        var ligament = deck.Sets["LIGAMENT"];
        if (ligament.Count < 5 || ligament.Count % 2 == 0 || ligament.Any(node => !deck.X.ContainsKey(node)))
            throw Broken("the set LIGAMENT is not a row of second-order elements", "集合 LIGAMENT が 2 次要素の列になっていません");
        return new ConfidentialModel([.. ligament.Select(node => (node, deck.X[node])).OrderBy(n => n.Item2)]);
    }

    private static ModelDeck ReadDeck(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            return ModelDeck.Read(reader);
        }
        catch (FormatException)
        {
            throw Broken("it has a line that cannot be read", "読み取れない行があります");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ProgramError.Configuration("the site's model cannot be read: ask the site's administrator",
                "サイトのモデルを読めません。サイトの管理者に連絡してください");
        }
    }

    private static ProgramError Broken(string english, string japanese) => ProgramError.Configuration(
        $"the site's model is not usable: {english}", $"サイトのモデルを使えません: {japanese}");
}
