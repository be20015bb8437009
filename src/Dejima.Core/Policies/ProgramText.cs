using System.Text.RegularExpressions;

namespace Dejima.Core.Policies;

/// <summary>
/// Finds items of <c>run</c> that an interpreter would read as program text, such as what follows <c>sh -c</c>. A free text
/// from outside put in there would be run as a program, which must never happen (design rule 5).
/// </summary>
internal static partial class ProgramText
{
    /// <summary>Whether the item at <paramref name="at"/> is program text for an interpreter named before it.</summary>
    public static bool Is(IReadOnlyList<string> items, int at) =>
        Flag().IsMatch(items[at - 1]) && items.Take(at).Any(item => Interpreter().IsMatch(Path.GetFileName(item)));

    [GeneratedRegex(@"\A(-[A-Za-z]*[ceErR]|--(eval|command|execute|print)|/[cCkK])\z", RegexOptions.CultureInvariant)]
    private static partial Regex Flag();

    [GeneratedRegex(
        @"\A((ba|da|z|k|mk|c|tc|a|fi|pw|busybox)?sh|busybox|python|pypy|perl|ruby|node|nodejs|lua|php|tclsh|Rscript|R|julia|octave|matlab|[gmn]?awk|cmd|powershell|su|eval)([0-9.]*)(\.exe)?\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Interpreter();
}
