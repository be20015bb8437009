using System.Text.RegularExpressions;
using Dejima.Contracts.Names;
using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Policies;

/// <summary>Reads one entry of <c>commands</c>.</summary>
internal static partial class CommandReader
{
    private const string Executors = "process";

    public static CommandPolicy Read(string name, Section section)
    {
        var parameters = Parameters(section);
        var inputs = FileList.Read(section, "inputs", []);
        var command = new CommandPolicy
        {
            Name = name,
            Parameters = parameters,
            Run = Run(section, parameters),
            Inputs = inputs,
            OptionalInputs = FileList.Read(section, "optional-inputs", inputs),
            Outputs = FileList.Read(section, "outputs", []),
            Environment = Environment(section),
            Timeout = section.Duration("timeout"),
            Restartable = section.Boolean("restartable") ?? false,
            Grace = section.Duration("grace") ?? TimeSpan.FromSeconds(5),
        };
        if (section.Text("executor") is { } executor and not Executors)
            section.Reject("executor", Say($"'{executor}' is not known; allowed: {Executors}", $"'{executor}' は使えません。使えるもの: {Executors}"));
        section.RejectUnknown();
        return command;
    }

    private static Dictionary<string, ParameterRule> Parameters(Section section)
    {
        var rules = new Dictionary<string, ParameterRule>(StringComparer.Ordinal);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, entry) in section.Children("parameters"))
        {
            if (!Identifier.IsValid(name))
                section.Reject("parameters", Say($"'{name}' is not a name: {Identifier.Rule}", $"'{name}' は名前として使えません（英数字と - _ . で 64 文字まで）"));
            else if (!variables.TryAdd(CommandVariable.Of(name), name))
                section.Reject("parameters", Say(
                    $"'{name}' and '{variables[CommandVariable.Of(name)]}' would share one variable",
                    $"'{name}' と '{variables[CommandVariable.Of(name)]}' の環境変数が同じになります"));
            // A rule that cannot be read still counts as declared, so that {name} in run is not reported as well.
            rules[name] = ParameterReader.Read(entry) ?? new BooleanRule();
        }

        return rules;
    }

    private static IReadOnlyList<string> Run(Section section, Dictionary<string, ParameterRule> parameters)
    {
        var items = section.Texts("run");
        if (items.Count == 0)
            section.Reject("run", Say("write [/absolute/program, argument, …]", "[/絶対パスのプログラム, 引数, …] と書いてください"));
        else if (!Path.IsPathFullyQualified(items[0]))
            section.Reject("run", Say($"'{items[0]}' is not an absolute path", $"'{items[0]}' は絶対パスではありません"));
        else if (items[0].AsSpan().IndexOfAny('{', '}') >= 0)
            section.Reject("run", Say("no parameter chooses the program", "プログラムをパラメータで選ぶことはできません"));
        // `run: /bin/tool -v` reads as a list of one; nothing is ever split, so it could only fail later.
        else if (items is [var only] && only.Contains(' ', StringComparison.Ordinal))
            section.Reject("run", Say("write a list with one item per argument", "引数ごとに一項目の一覧で書いてください"));
        if (items.Any(item => item.Contains('\0', StringComparison.Ordinal)))
            section.Reject("run", Say("has a NUL character", "NUL 文字があります"));
        foreach (var fault in items.Skip(1).Select(item => RunItem.Fault(item, parameters.Keys)).OfType<string>())
            section.Reject("run", fault);
        var texts = parameters.Where(entry => entry.Value is TextRule).Select(entry => entry.Key).ToHashSet();
        for (var at = 1; at < items.Count; at++)
        {
            if (ProgramText.Is(items, at) && RunItem.Names(items[at]).FirstOrDefault(texts.Contains) is { } name)
                section.Reject("run", Say(
                    $"{{{name}}} is free text and must not stand in program text; use ${CommandVariable.Of(name)} there, in quotes",
                    $"{{{name}}} は自由な文字列なのでプログラム文の中には書けません。代わりに ${CommandVariable.Of(name)} を引用符付きで使ってください"));
        }

        return items;
    }

    private static IReadOnlyDictionary<string, string> Environment(Section section)
    {
        var entries = section.Entries("environment");
        foreach (var (name, value) in entries)
        {
            if (!VariableName().IsMatch(name))
                section.Reject("environment", Say($"'{name}' is not a variable's name", $"'{name}' は変数名ではありません"));
            else if (name == CommandVariable.Workspace || name.StartsWith(CommandVariable.Prefix, StringComparison.Ordinal))
                section.Reject("environment", Say($"'{name}' is set by Dejima", $"'{name}' は Dejima が設定します"));
            if (value.Contains('\0', StringComparison.Ordinal))
                section.Reject("environment", Say($"'{name}' has a NUL character", $"'{name}' に NUL 文字があります"));
        }

        return entries;
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
