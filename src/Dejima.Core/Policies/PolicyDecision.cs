using Dejima.Contracts.Calculations;

namespace Dejima.Core.Policies;

/// <summary>What the policy says to a request.</summary>
public abstract record PolicyDecision
{
    private PolicyDecision()
    {
    }

    /// <summary>Yes, and this is what to run.</summary>
    /// <param name="Command">The command asked for.</param>
    /// <param name="Arguments">The program and its arguments, values put in; each item is one argument.</param>
    /// <param name="Environment">The variables to add: the policy's, the parameters and the calculation's own.</param>
    /// <param name="Timeout">The longest run: the shortest of the broker's, the site's and the caller's; null for none.</param>
    public sealed record Accepted(
        CommandPolicy Command,
        IReadOnlyList<string> Arguments,
        IReadOnlyDictionary<string, string> Environment,
        TimeLimit? Timeout) : PolicyDecision;

    /// <summary>No.</summary>
    /// <param name="Reason">Words for the caller; nothing that the policy keeps secret.</param>
    public sealed record Refused(Reason Reason) : PolicyDecision;
}
