namespace Dejima.FaultInjection.Trials;

/// <summary>The connections of a calculation.</summary>
public enum Connections
{
    /// <summary>All between its host and the broker.</summary>
    Host,

    /// <summary>All between agent and broker that have to do with it.</summary>
    Agent,

    /// <summary>The one on which the agent renews its lease.</summary>
    Lease,
}
