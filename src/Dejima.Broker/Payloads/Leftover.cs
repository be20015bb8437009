namespace Dejima.Broker.Payloads;

/// <summary>Something in the data folder that nobody needs any more.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Calculation">Whose it was; null when it was nobody's.</param>
/// <param name="Path">The folder, or the file.</param>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">Their size.</param>
internal sealed record Leftover(LeftoverKind Kind, Guid? Calculation, string Path, int Files, long Bytes);
