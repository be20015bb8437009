using System.Globalization;

namespace Dejima.Core.Documents;

/// <summary>Times and sizes as people write them.</summary>
public static class Measure
{
    /// <summary>Says the form of a time, for messages.</summary>
    public const string DurationRule = "a time such as 30s, 20m, 2h or 7d";

    /// <summary>Says the form of a size, for messages.</summary>
    public const string SizeRule = "a size such as 500, 64KiB, 20MiB or 10GiB";

    private static readonly (string Unit, long Factor)[] Sizes =
        [("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("B", 1), (string.Empty, 1)];

    private static readonly (string Unit, double Seconds)[] Durations =
        [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    /// <summary>Reads a positive time of at most ten years.</summary>
    public static bool TryDuration(string text, out TimeSpan value)
    {
        value = default;
        foreach (var (unit, seconds) in Durations)
        {
            if (!Amount(text, unit, out var amount) || amount <= 0 || amount * seconds > 10 * 365 * 86400.0)
                continue;
            value = TimeSpan.FromSeconds(amount * seconds);
            return true;
        }

        return false;
    }

    /// <summary>Reads a size of 0 or more bytes.</summary>
    public static bool TrySize(string text, out long value)
    {
        value = 0;
        foreach (var (unit, factor) in Sizes)
        {
            if (!Amount(text, unit, out var amount) || amount < 0 || amount * factor > long.MaxValue / 2)
                continue;
            value = (long)(amount * factor);
            return true;
        }

        return false;
    }

    private static bool Amount(string text, string unit, out double amount)
    {
        amount = 0;
        return text is not null && text.EndsWith(unit, StringComparison.Ordinal) && double.TryParse(
            text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
    }
}
