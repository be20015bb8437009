namespace Dejima.Contracts.Calculations;

/// <summary>One input as the broker sees it.</summary>
/// <param name="Name">Its declared name.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Received">Whole and verified at the broker.</param>
public sealed record InputStatus(string Name, long Size, string Sha256, bool Received);
