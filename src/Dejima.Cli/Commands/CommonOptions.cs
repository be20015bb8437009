using System.CommandLine;
using System.CommandLine.Parsing;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary>Options and arguments that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<string> Into() => NotEmpty(new Option<string>("--into")
    {
        Description = Say("folder for the results", "結果を置くフォルダー"), HelpName = "DIR", DefaultValueFactory = _ => ".",
    });

    public static Option<string?> IntoAsNoted() => NotEmpty(new Option<string?>("--into")
    {
        Description = Say("folder for the results [default: as given to run]", "結果を置くフォルダー [既定: run で指定したもの]"),
        HelpName = "DIR",
    });

    /// <summary>An option that names a file or folder: the empty text, which an unset variable leaves, names none.</summary>
    public static Option<T> NotEmpty<T>(Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Length == 0))
                result.AddError(Say($"{option.Name} is empty.", $"{option.Name} が空です。"));
        });
        return option;
    }

    public static Option<bool> Json() => new("--json") { Description = Say("JSON on stdout", "標準出力に JSON を書く") };

    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = Say("no progress", "進捗を表示しない") };

    public static Argument<Guid> Id() => new("ID")
    {
        Description = Say("the calculation's ID", "計算 ID"), CustomParser = ParseId,
    };

    public static Argument<Guid?> OptionalId() => new("ID")
    {
        Description = Say("the calculation's ID", "計算 ID"),
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => result.Tokens.Count == 0 ? null : ParseId(result),
    };

    private static Guid ParseId(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!Guid.TryParse(text, out var id))
            result.AddError(Say($"'{text}' is not a calculation's ID.", $"'{text}' は計算 ID ではありません。"));
        return id;
    }
}
