namespace Dejima.Client;

/// <summary>What an agent shows with every call about a calculation it holds.</summary>
/// <param name="Calculation">The calculation's id.</param>
/// <param name="Epoch">The lease's epoch.</param>
public sealed record HeldLease(Guid Calculation, int Epoch);
