namespace Dejima.Core.Leases;

/// <summary>An agent's time-limited, fenced right to one calculation (design rule 3).</summary>
/// <param name="Claim">The id the agent made for its claim, so that a repeated one gets the same lease.</param>
/// <param name="Agent">The agent's own id.</param>
/// <param name="Until">When it runs out (UTC, broker's clock).</param>
public sealed record Lease(Guid Claim, Guid Agent, DateTimeOffset Until);
