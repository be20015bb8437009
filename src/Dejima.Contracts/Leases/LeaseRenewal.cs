namespace Dejima.Contracts.Leases;

/// <summary>The answer to a renewal.</summary>
/// <param name="LeaseSeconds">How long the lease now lasts, in seconds.</param>
/// <param name="CancelRequested">The host wants the calculation to end.</param>
public sealed record LeaseRenewal(double LeaseSeconds, bool CancelRequested);
