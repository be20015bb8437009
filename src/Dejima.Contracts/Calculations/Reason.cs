namespace Dejima.Contracts.Calculations;

/// <summary>Why a calculation ended as it did.</summary>
/// <param name="Code">Stable, for programs: one of <see cref="ReasonCode"/>.</param>
/// <param name="Message">For people.</param>
public sealed record Reason(string Code, string Message);
