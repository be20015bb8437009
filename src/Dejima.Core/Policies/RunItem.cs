using System.Text.RegularExpressions;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Policies;

/// <summary>
/// One item of <c>run</c>: becomes exactly one argument. <c>{name}</c> stands for a parameter's value, <c>{{</c> and
/// <c>}}</c> for braces; what a value contains is never looked at again, so it can add neither arguments nor names.
/// </summary>
internal static partial class RunItem
{
    /// <summary>What is wrong with the item; null when nothing is.</summary>
    public static string? Fault(string item, IReadOnlyCollection<string> parameters)
    {
        foreach (Match match in Braces().Matches(item))
        {
            if (match.Length == 1)
                return Say("a single brace; write {{ or }} for a brace", "単独の波括弧です（文字としては {{ }} と書きます）");
            if (match.Groups[1].Success && !parameters.Contains(match.Groups[1].Value))
                return Say(
                    $"{match.Value} names no parameter; declared: {List(parameters)}",
                    $"{match.Value} というパラメータはありません。宣言済み: {List(parameters)}");
        }

        return null;
    }

    /// <summary>The parameters it names.</summary>
    public static IEnumerable<string> Names(string item) =>
        Braces().Matches(item).Where(match => match.Groups[1].Success).Select(match => match.Groups[1].Value);

    /// <summary>Puts the values in.</summary>
    public static string Expand(string item, IReadOnlyDictionary<string, string> values) =>
        Braces().Replace(item, match => match.Groups[1].Success ? values[match.Groups[1].Value] : match.Value[..1]);

    private static string List(IReadOnlyCollection<string> names) => names.Count == 0 ? "-" : string.Join(", ", names);

    [GeneratedRegex(@"\{\{|\}\}|\{([^{}]*)\}|[{}]", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();
}
