namespace Dejima.Contracts.Leases;

/// <summary>An agent asks for work.</summary>
/// <param name="Agent">The agent's own id, the same until it restarts.</param>
/// <param name="Version">The agent's version, for the operator.</param>
/// <param name="Times">The site's time limits.</param>
/// <param name="Restartable">The commands that may be started again when an agent is lost.</param>
public sealed record ClaimRequest(Guid Agent, string Version, SiteTimes? Times = null, IReadOnlyList<string>? Restartable = null);
