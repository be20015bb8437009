using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Policies;

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed record BooleanRule : ParameterRule
{
    /// <inheritdoc/>
    public override string Allowed => Say("true or false", "true または false");

    /// <inheritdoc/>
    public override string? Accept(string value) => value is "true" or "false" ? value : null;
}
