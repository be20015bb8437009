namespace Dejima.FaultInjection.Proxies;

/// <summary>What a network can do to what passes.</summary>
internal enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Both sides get a reset.</summary>
    Cut,

    /// <summary>Nothing passes any more, either way, and nobody is told.</summary>
    Stall,

    /// <summary>It passes later.</summary>
    Delay,

    /// <summary>What follows is missing, and the connection ends as if that were all.</summary>
    Truncate,

    /// <summary>It passes twice.</summary>
    Duplicate,
}
