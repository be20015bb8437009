using Dejima.Contracts.Calculations;

namespace Dejima.Contracts.Leases;

/// <summary>The site's policy said no before anything ran.</summary>
/// <param name="Reason">Words for the caller; nothing that the policy keeps secret.</param>
public sealed record RefusalReport(Reason Reason);
