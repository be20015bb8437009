namespace Dejima.Broker.Access;

/// <summary>Marks an endpoint with what a token must be good for.</summary>
/// <param name="Name">For the message.</param>
/// <param name="Allows">Whether this caller may.</param>
internal sealed record NeededScope(string Name, Predicate<Caller> Allows)
{
    /// <summary>A host's calls.</summary>
    public static NeededScope Submit { get; } = new("submit", caller => caller.MaySubmit);

    /// <summary>Looking at states.</summary>
    public static NeededScope Look { get; } = new("submit or admin", caller => caller.MaySubmit || caller.IsAdmin);

    /// <summary>An agent's calls; of which site is the call's own question.</summary>
    public static NeededScope Agent { get; } = new("site:NAME", caller => caller.IsAgent);

    /// <summary>Sending files, which both do.</summary>
    public static NeededScope Send { get; } = new("submit or site:NAME", caller => caller.MaySubmit || caller.IsAgent);
}
