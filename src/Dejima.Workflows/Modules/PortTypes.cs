using System.Globalization;
using System.Text;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Modules;

/// <summary>What the types of ports mean.</summary>
public static class PortTypes
{
    /// <summary>Largest value, in UTF-8 bytes; what is larger is a file.</summary>
    public const int MaxValueBytes = 64 * 1024;

    /// <summary>The names people write, for messages.</summary>
    public const string Names = "file, integer, number, text";

    /// <summary>The type of that name; null when there is none.</summary>
    public static PortType? Read(string name) => name switch
    {
        "file" => PortType.File,
        "integer" => PortType.Integer,
        "number" => PortType.Number,
        "text" => PortType.Text,
        _ => null,
    };

    /// <summary>The name people write.</summary>
    public static string Name(this PortType type) => type switch
    {
        PortType.File => "file",
        PortType.Integer => "integer",
        PortType.Number => "number",
        _ => "text",
    };

    /// <summary>Whether what a port of type <paramref name="from"/> gives is good for a port of this type.</summary>
    public static bool Takes(this PortType to, PortType from) =>
        to == from || (to == PortType.Number && from == PortType.Integer);

    /// <summary>What is wrong with a value of this type; null when nothing is.</summary>
    public static string? Fault(this PortType type, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return type switch
        {
            PortType.Integer when !IsInteger(value) =>
                Say($"'{Short(value)}' is not a whole number", $"'{Short(value)}' は整数ではありません"),
            PortType.Number when !IsNumber(value) =>
                Say($"'{Short(value)}' is not a number", $"'{Short(value)}' は数値ではありません"),
            PortType.Text when value.Contains('\0', StringComparison.Ordinal) =>
                Say("has a NUL character", "NUL 文字を含みます"),
            PortType.Text when Encoding.UTF8.GetByteCount(value) > MaxValueBytes =>
                Say("is longer than 64 KiB; use a file", "64 KiB を超えています。ファイルを使ってください"),
            _ => null,
        };
    }

    private static bool IsInteger(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static bool IsNumber(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) &&
        double.IsFinite(number);

    private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
