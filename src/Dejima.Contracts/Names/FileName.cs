using System.Globalization;
using System.Text;

namespace Dejima.Contracts.Names;

/// <summary>
/// The rule for the name of an input or output: a relative path with <c>/</c> between its parts, in NFC, that means the
/// same file on Linux, macOS and Windows and cannot lead out of the workspace (design rule 2).
/// </summary>
public static class FileName
{
    /// <summary>Longest part of a name, in UTF-8 bytes: what common file systems take.</summary>
    public const int MaxPartBytes = 255;

    /// <summary>Longest whole name, in UTF-8 bytes.</summary>
    public const int MaxBytes = 1024;

    private static readonly string[] DeviceNames = ["CON", "PRN", "AUX", "NUL"];

    /// <summary>Normalizes <paramref name="text"/> to NFC and checks it.</summary>
    /// <returns><see cref="NameFault.None"/> and the normalized name, or the first fault found.</returns>
    public static NameFault Check(string? text, out string name)
    {
        name = string.Empty;
        if (string.IsNullOrEmpty(text))
            return NameFault.Empty;
        if (HasControlCharacter(text))
            return NameFault.ControlCharacter;
        var normalized = Nfc.Normalize(text);
        if (Encoding.UTF8.GetByteCount(normalized) > MaxBytes)
            return NameFault.TooLong;
        if (normalized[0] == '/' || normalized[0] == '\\' || normalized.Contains(':', StringComparison.Ordinal))
            return NameFault.NotRelative;
        if (normalized.Contains('\\', StringComparison.Ordinal))
            return NameFault.Backslash;
        foreach (var part in normalized.Split('/'))
        {
            if (CheckPart(part) is var fault and not NameFault.None)
                return fault;
        }

        name = normalized;
        return NameFault.None;
    }

    /// <summary>Whether the name is acceptable and already in NFC.</summary>
    public static bool IsValid(string? text) => Check(text, out var name) == NameFault.None && name == text;

    private static NameFault CheckPart(string part) => part switch
    {
        "" => NameFault.EmptyPart,
        "." or ".." => NameFault.Climbs,
        _ when Encoding.UTF8.GetByteCount(part) > MaxPartBytes => NameFault.TooLong,
        _ when part[^1] is ' ' or '.' => NameFault.TrailingDotOrSpace,
        _ when IsDevice(part) => NameFault.DeviceName,
        _ => NameFault.None,
    };

    private static bool IsDevice(string part)
    {
        var stem = part.Split('.')[0].TrimEnd(' ').ToUpperInvariant();
        var numbered = stem.Length == 4 && char.IsAsciiDigit(stem[3]) &&
            (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal));
        return numbered || DeviceNames.Contains(stem);
    }

    // Invisible direction and separator characters can make one name look like another, so they count as control.
    private static bool HasControlCharacter(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(text, i))
            {
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate:
                    return true;
                default:
                    i += char.IsHighSurrogate(text[i]) ? 1 : 0;
                    break;
            }
        }

        return false;
    }
}
