using System.Collections.Immutable;

namespace Dejima.Core.Calculations;

/// <summary>What an event leads to.</summary>
/// <param name="Calculation">The calculation afterwards; the same instance when nothing changed.</param>
/// <param name="Effects">What must be done once it is stored.</param>
/// <param name="Refusal">Set when the event was turned down.</param>
public sealed record Decision(Calculation Calculation, ImmutableArray<Effect> Effects, Refusal? Refusal = null)
{
    /// <summary>Nothing changed, and that is fine: a repeated request.</summary>
    public static Decision Same(Calculation calculation) => new(calculation, []);

    /// <summary>The calculation changed.</summary>
    public static Decision To(Calculation calculation, params ImmutableArray<Effect> effects) => new(calculation, effects);

    /// <summary>The event was turned down.</summary>
    public static Decision No(Calculation calculation, string code, string message) =>
        new(calculation, [], new Refusal(code, message));

    /// <summary>The event was turned down for want of files.</summary>
    public static Decision Lacks(Calculation calculation, string code, string message, ImmutableArray<string> missing) =>
        new(calculation, [], new Refusal(code, message, missing));
}
