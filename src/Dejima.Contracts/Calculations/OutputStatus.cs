namespace Dejima.Contracts.Calculations;

/// <summary>One output as the broker sees it.</summary>
/// <param name="Name">Its declared name.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Size">Bytes, once announced.</param>
/// <param name="Sha256">Lower-case hexadecimal, once announced.</param>
public sealed record OutputStatus(string Name, OutputState State, long? Size = null, string? Sha256 = null);
