using Dejima.Contracts.Names;
using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Policies;

/// <summary>Reads a list of file names: each valid, none twice, none a folder of another.</summary>
internal static class FileList
{
    /// <summary>The names in NFC.</summary>
    /// <param name="section">Where the list is.</param>
    /// <param name="key">Its key.</param>
    /// <param name="besides">Names listed elsewhere that these must go together with.</param>
    public static IReadOnlyList<string> Read(Section section, string key, IReadOnlyList<string> besides)
    {
        var names = new List<string>();
        foreach (var text in section.Texts(key))
        {
            var fault = FileName.Check(text, out var name);
            if (fault != NameFault.None)
                section.Reject(key, Say($"the name '{text}' {fault.Describe()}", $"名前 '{text}' は{fault.Describe()}"));
            else if (names.Concat(besides).FirstOrDefault(other => Clash(name, other)) is { } other)
                section.Reject(key, Clashing(name, other));
            else
                names.Add(name);
        }

        return names;
    }

    private static bool Clash(string one, string other) =>
        one == other || IsFolderOf(one, other) || IsFolderOf(other, one);

    private static bool IsFolderOf(string folder, string file) =>
        file.StartsWith(folder + "/", StringComparison.Ordinal);

    private static string Clashing(string name, string other) => name == other
        ? Say($"'{name}' is listed twice", $"'{name}' が二度あります")
        : Say($"'{name}' and '{other}' cannot both be files", $"'{name}' と '{other}' は同時にファイルにはなれません");
}
