using System.Globalization;

namespace Dejima.Cli.Display;

/// <summary>Makes text from elsewhere harmless for a terminal: control characters could move the cursor or change titles.</summary>
internal static class Printable
{
    public static string Of(string text) =>
        text.Any(IsHarmful) ? string.Concat(text.Select(c => IsHarmful(c) ? '\uFFFD' : c)) : text;

    /// <summary>The same for a text of several lines.</summary>
    public static string OfLines(string text) => string.Join('\n', text.Split('\n').Select(Of));

    private static bool IsHarmful(char c) =>
        c != '\t' && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format;
}
