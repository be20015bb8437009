namespace Dejima.Contracts.Leases;

/// <summary>The time limits of a site that only the broker can keep. The one for running its own supervisor keeps.</summary>
/// <param name="WaitingSeconds">From release to claim; null for none.</param>
/// <param name="UncollectedSeconds">From the end to collection; null for none.</param>
public sealed record SiteTimes(double? WaitingSeconds = null, double? UncollectedSeconds = null);
