namespace Dejima.Core.Calculations;

/// <summary>What must be done after a decision was stored. All are safe to do twice.</summary>
public enum Effect
{
    /// <summary>Wake the site's agents: there is work.</summary>
    WakeSite,

    /// <summary>Wake the agent that holds the lease: it should look at the cancel mark.</summary>
    WakeAgent,

    /// <summary>Delete the inputs; nothing will be computed any more.</summary>
    DeleteInputs,

    /// <summary>Delete inputs, outputs and logs (design rule 7).</summary>
    DeletePayload,
}
