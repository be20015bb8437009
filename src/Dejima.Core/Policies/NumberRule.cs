using System.Globalization;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Policies;

/// <summary>A finite number from <paramref name="Min"/> to <paramref name="Max"/>; an end that is infinite is open.</summary>
public sealed record NumberRule(double Min, double Max) : ParameterRule
{
    private const NumberStyles Style =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <inheritdoc/>
    public override string Allowed => (double.IsFinite(Min), double.IsFinite(Max)) switch
    {
        (true, true) => Say($"a number from {Text(Min)} to {Text(Max)}", $"{Text(Min)} から {Text(Max)} までの数値"),
        (true, false) => Say($"a number of at least {Text(Min)}", $"{Text(Min)} 以上の数値"),
        (false, true) => Say($"a number of at most {Text(Max)}", $"{Text(Max)} 以下の数値"),
        _ => Say("a number", "数値"),
    };

    /// <inheritdoc/>
    public override string? Accept(string value) =>
        double.TryParse(value, Style, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) && number >= Min && number <= Max
            ? Text(number)
            : null;

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
