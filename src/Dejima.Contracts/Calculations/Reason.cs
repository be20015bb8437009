namespace Dejima.Contracts.Calculations;

/// <summary>Why a calculation ended as it did.</summary>
/// <param name="Code">Stable, for programs: one of <see cref="ReasonCode"/>.</param>
/// <param name="Message">For people.</param>
/// <param name="Limit">The time limit that ended it, when one did.</param>
public sealed record Reason(string Code, string Message, TimeLimit? Limit = null);
