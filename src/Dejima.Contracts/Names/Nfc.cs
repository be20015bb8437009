using System.Text;

namespace Dejima.Contracts.Names;

/// <summary>
/// Unicode normalization form C (UAX #15). Written here because the framework's own needs the ICU library, which a
/// site's machine may not have; without it the framework returns the text unchanged and twins would pass as two names.
/// </summary>
public static class Nfc
{
    /// <summary>The text in NFC. Text below U+0300 is in NFC already and is returned as it is.</summary>
    /// <param name="text">Well-formed UTF-16; a lone surrogate becomes U+FFFD.</param>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().IndexOfAnyExceptInRange('\0', '\u02FF') < 0 ? text : Composed(Decomposed(text));
    }

    private static List<int> Decomposed(string text)
    {
        var points = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Decompose(rune.Value, points);
        Reorder(points);
        return points;
    }

    private static void Decompose(int point, List<int> into)
    {
        if (Hangul.TryDecompose(point, into))
            return;
        if (NfcTable.Instance.DecompositionOf(point) is not { } parts)
        {
            into.Add(point);
            return;
        }

        foreach (var part in parts)
            Decompose(part, into);
    }

    // The canonical ordering algorithm: a stable sort of each run of combining marks by class.
    private static void Reorder(List<int> points)
    {
        for (var i = 1; i < points.Count; i++)
        {
            var mark = points[i];
            var order = NfcTable.Instance.ClassOf(mark);
            var at = i;
            while (order != 0 && at > 0 && NfcTable.Instance.ClassOf(points[at - 1]) > order)
            {
                points[at] = points[at - 1];
                at--;
            }

            points[at] = mark;
        }
    }

    private static string Composed(List<int> points)
    {
        var result = new List<int>(points.Count);
        var starter = -1;
        var lastClass = 0;
        foreach (var point in points)
        {
            var order = NfcTable.Instance.ClassOf(point);
            var adjacent = starter >= 0 && starter == result.Count - 1;
            var blocked = !adjacent && lastClass >= order;
            if (starter >= 0 && !blocked && Compose(result[starter], point) is { } composed)
            {
                result[starter] = composed;
                continue;
            }

            if (order == 0)
                starter = result.Count;
            lastClass = order;
            result.Add(point);
        }

        var text = new StringBuilder(result.Count);
        foreach (var point in result)
            text.Append(new Rune(point).ToString());
        return text.ToString();
    }

    private static int? Compose(int first, int second) =>
        Hangul.Compose(first, second) ?? NfcTable.Instance.CompositionOf(first, second);
}
