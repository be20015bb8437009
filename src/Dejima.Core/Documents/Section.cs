using YamlDotNet.RepresentationModel;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Documents;

/// <summary>
/// One mapping of a document. Every read names its key, notes what is wrong with its value and goes on; at the end
/// <see cref="RejectUnknown"/> notes the keys nobody asked for.
/// </summary>
public sealed partial class Section
{
    private readonly YamlMappingNode _node;
    private readonly DocumentErrors _errors;
    private readonly HashSet<string> _known = [];

    internal Section(YamlMappingNode node, string path, DocumentErrors errors)
    {
        (_node, Path, _errors) = (node, path, errors);
        foreach (var key in node.Children.Keys.Where(key => key is not YamlScalarNode))
            errors.Add((int)key.Start.Line, path, Say("keys must be plain text", "キーは文字列でなければなりません"));
    }

    /// <summary>The dotted path that leads here; empty at the top.</summary>
    public string Path { get; }

    /// <summary>The line it starts at, from 1.</summary>
    public int Line => (int)_node.Start.Line;

    /// <summary>Its keys in their order.</summary>
    public IEnumerable<string> Keys => _node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? string.Empty);

    /// <summary>Whether the key is there with a value.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>Whether the key's value is a single one.</summary>
    public bool IsText(string key) => Find(key) is YamlScalarNode;

    /// <summary>Notes an error at a key's line.</summary>
    public void Reject(string key, string message) => _errors.Add((int)(Find(key) ?? _node).Start.Line, Full(key), message);

    /// <summary>Notes every key that was never read.</summary>
    public void RejectUnknown()
    {
        foreach (var key in Keys.Where(key => !_known.Contains(key)))
        {
            var allowed = string.Join(", ", _known.Order(StringComparer.Ordinal));
            Reject(key, Say($"unknown key; allowed: {allowed}", $"知らないキーです。使えるキー: {allowed}"));
        }
    }

    /// <summary>A nested mapping; null when the key is missing or holds something else.</summary>
    public Section? Child(string key)
    {
        switch (Find(key))
        {
            case YamlMappingNode node:
                return new Section(node, Full(key), _errors);
            case null:
                return null;
            default:
                Reject(key, Say("expected 'key: value' entries", "「キー: 値」の形が必要です"));
                return null;
        }
    }

    /// <summary>A nested mapping that must be there.</summary>
    public Section? RequiredChild(string key)
    {
        if (!Has(key))
            RejectMissing(key);
        return Child(key);
    }

    /// <summary>The entries of a nested mapping whose values are mappings: name and section; none when it is missing.</summary>
    public IEnumerable<KeyValuePair<string, Section>> Children(string key)
    {
        if (Child(key) is not { } parent)
            yield break;
        foreach (var name in parent.Keys)
        {
            if (parent.Find(name) is null)
                yield return new(name, new Section(new YamlMappingNode(), parent.Full(name), _errors));
            else if (parent.Child(name) is { } child)
                yield return new(name, child);
        }
    }

    private string Full(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    private void RejectMissing(string key) => _errors.Add(Line, Full(key), Say("is missing", "がありません"));

    // A key without a value ("key:") counts as not there.
    private YamlNode? Find(string key)
    {
        _known.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out var value) &&
            value is not YamlScalarNode { Value: null or "", Style: YamlDotNet.Core.ScalarStyle.Plain }
                ? value
                : null;
    }
}
