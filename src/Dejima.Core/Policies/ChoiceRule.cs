using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Policies;

/// <summary>One of the listed texts, letter for letter.</summary>
public sealed record ChoiceRule(IReadOnlyList<string> Values) : ParameterRule
{
    /// <inheritdoc/>
    public override string Allowed
    {
        get
        {
            var values = string.Join(", ", Values);
            return Say($"one of: {values}", $"次のいずれか: {values}");
        }
    }

    /// <inheritdoc/>
    public override string? Accept(string value) => Values.Contains(value, StringComparer.Ordinal) ? value : null;
}
