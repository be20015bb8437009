using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Modules;

/// <summary>Reads <c>program</c> and <c>environment</c> of a module.</summary>
internal static class ProgramReader
{
    /// <summary>The program; null, with errors noted, when it cannot be started.</summary>
    /// <param name="top">The module's document.</param>
    /// <param name="folder">The folder it stands in.</param>
    public static ModuleBody.Program? Read(Section top, string folder)
    {
        var environment = Variables(top);
        var words = top.Texts("program");
        if (words.Any(word => word.Contains('\0', StringComparison.Ordinal)))
            top.Reject("program", Say("has a NUL character", "NUL 文字を含みます"));
        else if (words is not [{ Length: > 0 } name, ..])
            top.Reject("program", Say("expected [PROGRAM, ARGUMENT…]", "[プログラム, 引数…] の形が必要です"));
        else if (ProgramFile.Find(name, folder, out var fault) is not { } file)
            top.Reject("program", fault);
        else
            return environment is null ? null : new ModuleBody.Program(file, [.. words.Skip(1)], environment);
        return null;
    }

    private static IReadOnlyDictionary<string, string>? Variables(Section top)
    {
        var variables = top.Entries("environment");
        var wrong = variables.Where(entry => !IsVariable(entry.Key) || entry.Value.Contains('\0', StringComparison.Ordinal))
            .ToList();
        foreach (var (name, _) in wrong)
            top.Child("environment")!.Reject(name, Say(
                "not a variable: letters, digits and '_', not starting with a digit; no NUL in its value",
                "環境変数の規則: 英数字と _（先頭は数字以外）、値に NUL は不可"));
        return wrong.Count == 0 ? variables : null;
    }

    private static bool IsVariable(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) &&
        name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
