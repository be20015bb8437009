using System.Text.RegularExpressions;

namespace Dejima.Contracts.Names;

/// <summary>The rule for names of sites (R-W6), commands, parameters, modules and users.</summary>
public static partial class Identifier
{
    /// <summary>Says the rule, for messages.</summary>
    public const string Rule = "1 to 64 letters, digits, '-', '_' or '.', starting with a letter or digit";

    /// <summary>Whether the text is such a name.</summary>
    public static bool IsValid(string? text) => text is not null && Pattern().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
