using System.Globalization;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Policies;

/// <summary>A whole number from <paramref name="Min"/> to <paramref name="Max"/>.</summary>
public sealed record IntegerRule(long Min, long Max) : ParameterRule
{
    /// <inheritdoc/>
    public override string Allowed => Say($"a whole number from {Min} to {Max}", $"{Min} から {Max} までの整数");

    /// <inheritdoc/>
    public override string? Accept(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= Min && number <= Max
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
}
