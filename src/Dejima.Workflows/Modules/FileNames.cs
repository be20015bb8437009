using Dejima.Contracts.Names;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Modules;

/// <summary>
/// Names of files that shall stand in one folder. Names that differ in case only count as the same, since they are the
/// same file on some systems; and no file can be another one's folder.
/// </summary>
/// <param name="reserved">Names in that folder that are taken.</param>
internal sealed class FileNames(params string[] reserved)
{
    private readonly HashSet<string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _folders = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a name, in NFC.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? Add(string text, out string name)
    {
        if (FileName.Check(text, out name) is var fault and not NameFault.None)
            return Say($"the file name '{text}' {fault.Describe()}", $"ファイル名 '{text}' は{fault.Describe()}");
        var folders = Folders(name).ToList();
        if (reserved.Contains(folders.Append(name).First(), StringComparer.OrdinalIgnoreCase))
            return Say($"the file name '{name}' is used by Dejima itself", $"ファイル名 '{name}' は Dejima 自身が使います");
        if (_folders.Contains(name) || folders.Exists(_files.Contains) || !_files.Add(name))
            return Say($"the file name '{name}' is used twice", $"ファイル名 '{name}' が重複しています");
        _folders.UnionWith(folders);
        return null;
    }

    // "a/b/c" stands in "a" and "a/b".
    private static IEnumerable<string> Folders(string name)
    {
        for (var at = name.IndexOf('/', StringComparison.Ordinal); at >= 0; at = name.IndexOf('/', at + 1))
            yield return name[..at];
    }
}
