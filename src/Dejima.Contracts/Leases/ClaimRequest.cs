namespace Dejima.Contracts.Leases;

/// <summary>An agent asks for work.</summary>
/// <param name="Agent">The agent's own id, the same until it restarts.</param>
/// <param name="Version">The agent's version, for the operator.</param>
public sealed record ClaimRequest(Guid Agent, string Version);
