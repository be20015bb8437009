using System.Globalization;
using YamlDotNet.RepresentationModel;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Documents;

/// <content>Reading single values.</content>
public sealed partial class Section
{
    /// <summary>Text; null when the key is missing or holds something else.</summary>
    public string? Text(string key)
    {
        switch (Find(key))
        {
            case YamlScalarNode scalar:
                return scalar.Value;
            case null:
                return null;
            default:
                Reject(key, Say("expected a single value", "値を一つ書いてください"));
                return null;
        }
    }

    /// <summary>Text that must be there; empty, with an error noted, when it is not.</summary>
    public string RequiredText(string key)
    {
        if (!Has(key))
            RejectMissing(key);
        return Text(key) ?? string.Empty;
    }

    /// <summary>A whole number within bounds.</summary>
    public long? Integer(string key, long min, long max)
    {
        if (Text(key) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max)
            return value;
        Reject(key, Say($"'{text}' is not a whole number from {min} to {max}", $"'{text}' は {min} から {max} までの整数ではありません"));
        return null;
    }

    /// <summary>A number.</summary>
    public double? Number(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            return value;
        Reject(key, Say($"'{text}' is not a number", $"'{text}' は数値ではありません"));
        return null;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool? Boolean(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (text is "true" or "false")
            return text == "true";
        Reject(key, Say($"'{text}' is neither true nor false", $"'{text}' は true でも false でもありません"));
        return null;
    }

    /// <summary>A positive time such as <c>30s</c>, <c>20m</c>, <c>2h</c> or <c>7d</c>.</summary>
    public TimeSpan? Duration(string key) => Measured<TimeSpan>(key, Measure.TryDuration, Measure.DurationRule);

    /// <summary>A size in bytes such as <c>500</c>, <c>64KiB</c>, <c>10GiB</c>.</summary>
    public long? Size(string key) => Measured<long>(key, Measure.TrySize, Measure.SizeRule);

    /// <summary>A list of texts; a single text counts as a list of one.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlScalarNode scalar:
                return [scalar.Value ?? string.Empty];
            case YamlSequenceNode list when list.Children.All(item => item is YamlScalarNode):
                return [.. list.Children.Cast<YamlScalarNode>().Select(item => item.Value ?? string.Empty)];
            default:
                Reject(key, Say("expected a list of single values", "値の一覧が必要です"));
                return [];
        }
    }

    /// <summary>The entries of a nested mapping whose values are single; empty when it is missing.</summary>
    public IReadOnlyDictionary<string, string> Entries(string key)
    {
        var entries = new Dictionary<string, string>();
        if (Child(key) is not { } child)
            return entries;
        foreach (var name in child.Keys)
            entries[name] = child.Text(name) ?? string.Empty;
        return entries;
    }

    private T? Measured<T>(string key, TryRead<T> read, string rule)
        where T : struct
    {
        if (Text(key) is not { } text)
            return null;
        if (read(text, out var value))
            return value;
        Reject(key, Say($"'{text}' is not {rule}", $"'{text}' は正しくありません（{rule}）"));
        return null;
    }

    private delegate bool TryRead<T>(string text, out T value);
}
