using System.Globalization;
using System.Text;
using Dejima.Contracts.Names;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Modules;

/// <summary>
/// The rule for names of ports: any text a person may read, Japanese included. It becomes an option (<c>--name</c>), a
/// file name (<c>inputs/name</c>) and part of <c>step/port</c> and <c>port=file</c>, so none of these may be ambiguous.
/// </summary>
public static class PortName
{
    /// <summary>Longest name, in UTF-8 bytes: what common file systems take.</summary>
    public const int MaxBytes = 255;

    /// <summary>Says the rule, for messages.</summary>
    public static string Rule { get; } = Say(
        "1 to 255 bytes of text without control or invisible characters, '/' and '=', and without spaces at its ends",
        "制御文字・見えない文字・/・= を含まず、前後に空白のない 1～255 バイトの文字列");

    /// <summary>The name in NFC; null when it is against the rule.</summary>
    public static string? Normalize(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.EnumerateRunes().Any(IsInvisible))
            return null;
        var name = Nfc.Normalize(text);
        return name is "." or ".." || name.AsSpan().ContainsAny('/', '=') || name.Trim() != name ||
            Encoding.UTF8.GetByteCount(name) > MaxBytes
                ? null
                : name;
    }

    // A lone surrogate is enumerated as the replacement character.
    private static bool IsInvisible(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator;
}
