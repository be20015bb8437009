using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Policies;

/// <summary>Reads one entry of <c>parameters</c>.</summary>
internal static class ParameterReader
{
    private const int LongestText = 32_768;
    private const int UsualLongestText = 256;

    /// <summary>The rule; null, with errors noted, when there is none to make.</summary>
    public static ParameterRule? Read(Section section)
    {
        ParameterRule? rule = section.RequiredText("type") switch
        {
            "" => null,
            "integer" => Integer(section),
            "number" => Number(section),
            "boolean" => new BooleanRule(),
            "choice" => Choice(section),
            "text" => Text(section),
            var other => Unknown(section, other),
        };
        // An empty text is a fair default, and a key without a value reads as not there: so it is written "".
        var usual = section.Text("default");
        if (rule is null)
            return null;
        section.RejectUnknown();
        if (usual is null)
            return rule;
        var accepted = rule.Accept(usual);
        if (accepted is null)
            section.Reject("default", Say($"'{usual}' is not {rule.Allowed}", $"'{usual}' は使えません（{rule.Allowed}）"));
        return rule with { Default = accepted };
    }

    private static IntegerRule Integer(Section section)
    {
        var min = section.Integer("min", long.MinValue, long.MaxValue) ?? long.MinValue;
        var max = section.Integer("max", long.MinValue, long.MaxValue) ?? long.MaxValue;
        RejectEmpty(section, min > max);
        return new IntegerRule(min, max);
    }

    private static NumberRule Number(Section section)
    {
        var min = section.Number("min") ?? double.NegativeInfinity;
        var max = section.Number("max") ?? double.PositiveInfinity;
        RejectEmpty(section, min > max);
        return new NumberRule(min, max);
    }

    private static ChoiceRule Choice(Section section)
    {
        var values = section.Texts("values");
        if (values.Count == 0)
            section.Reject("values", Say("list the allowed values", "使える値を並べてください"));
        if (values.Distinct(StringComparer.Ordinal).Count() < values.Count)
            section.Reject("values", Say("a value is listed twice", "同じ値が二度あります"));
        if (values.Any(value => value.Any(char.IsControl)))
            section.Reject("values", Say("control characters are not allowed", "制御文字は使えません"));
        return new ChoiceRule(values);
    }

    private static TextRule Text(Section section)
    {
        var longest = (int)(section.Integer("max-length", 1, LongestText) ?? UsualLongestText);
        var written = section.Text("pattern");
        if (written is null)
            return new TextRule(longest, null);
        if (!TextRule.TryPattern(written, out var pattern))
            section.Reject("pattern", Say(
                "not a usable regular expression (no look-around or back-references)",
                "使える正規表現ではありません（先読み・後読み・後方参照は不可）"));
        return new TextRule(longest, pattern);
    }

    private static ParameterRule? Unknown(Section section, string type)
    {
        const string Types = "integer, number, boolean, choice, text";
        section.Reject("type", Say($"'{type}' is not a type; allowed: {Types}", $"'{type}' という型はありません。使える型: {Types}"));
        return null;
    }

    private static void RejectEmpty(Section section, bool empty)
    {
        if (empty)
            section.Reject("min", Say("min is greater than max", "min が max より大きくなっています"));
    }
}
