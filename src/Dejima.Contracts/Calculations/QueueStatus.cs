namespace Dejima.Contracts.Calculations;

/// <summary>Why a calculation still waits: whether anybody is there to take it, and who comes first.</summary>
/// <param name="Agent">Whether an agent of the site asks for work.</param>
/// <param name="Busy">How many calculations the site has taken and not returned yet.</param>
/// <param name="Ahead">How many wait at the site and were released earlier.</param>
/// <param name="Since">Since when (UTC): present without a gap, or absent; null when none has ever asked.</param>
public sealed record QueueStatus(AgentPresence Agent, int Busy, int Ahead, DateTimeOffset? Since = null);
