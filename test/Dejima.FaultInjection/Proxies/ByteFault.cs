namespace Dejima.FaultInjection.Proxies;

/// <summary>A fault at a number of bytes.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Direction">To which bytes.</param>
/// <param name="After">How many pass before.</param>
/// <param name="Connection">Which connection, counted from 0; null for every one.</param>
/// <param name="Lasts">How long a delay is.</param>
internal sealed record ByteFault(FaultKind Kind, Direction Direction, long After, int? Connection = null, TimeSpan Lasts = default);
