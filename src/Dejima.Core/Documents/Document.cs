using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Documents;

/// <summary>Reads YAML into <see cref="Section"/>s. Anchors, aliases and tags are refused: nobody needs them here.</summary>
public static class Document
{
    private const int MaxCharacters = 1 << 20;
    private const int MaxDepth = 32;

    /// <summary>The document's top mapping; null, with an error noted, when the text has none.</summary>
    public static Section? Parse(string text, DocumentErrors errors)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(errors);
        if (text.Length > MaxCharacters)
        {
            errors.Add(1, string.Empty, Say("the file is larger than 1 MiB", "ファイルが 1 MiB を超えています"));
            return null;
        }

        try
        {
            return Passes(text, errors) ? Top(text, errors) : null;
        }
        catch (YamlException malformed)
        {
            errors.Add((int)malformed.Start.Line, string.Empty, $"{Say("not valid YAML", "YAML として読めません")}: {malformed.Message}");
            return null;
        }
        catch (Exception odd) when (odd is ArgumentException or InvalidOperationException)
        {
            // The library's tree builder says so of events it has no node for, such as a tab for a key.
            errors.Add(1, string.Empty, $"{Say("not valid YAML", "YAML として読めません")}: {odd.Message}");
            return null;
        }
    }

    // Looks at the events before anything is built: a small text must not become a large or deep tree.
    private static bool Passes(string text, DocumentErrors errors)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaxDepth)
                return Refuse(parser.Current.Start, Say("nested too deeply", "入れ子が深すぎます"));
            if (parser.Current is YamlDotNet.Core.Events.AnchorAlias or YamlDotNet.Core.Events.NodeEvent { Anchor.IsEmpty: false })
                return Refuse(parser.Current.Start, Say("anchors and aliases are not allowed", "アンカーと参照は使えません"));
            if (parser.Current is YamlDotNet.Core.Events.NodeEvent { Tag.IsEmpty: false })
                return Refuse(parser.Current.Start, Say("tags are not allowed", "タグは使えません"));
        }

        return true;

        bool Refuse(Mark at, string message)
        {
            errors.Add((int)at.Line, string.Empty, message);
            return false;
        }
    }

    private static Section? Top(string text, DocumentErrors errors)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            return new Section(root, string.Empty, errors);
        errors.Add(1, string.Empty, Say("expected one document of 'key: value' lines", "「キー: 値」の形の文書が一つ必要です"));
        return null;
    }
}
