namespace Dejima.Execution.Outputs;

/// <summary>An output must not be sent, and so none is.</summary>
/// <param name="name">The output's name.</param>
/// <param name="fault">Why.</param>
/// <param name="match">The site's path that it has to do with: for the site's log only.</param>
public sealed class WithheldException(string name, OutputFault fault, string match)
    : Exception($"The output '{name}' is withheld ({fault}: {match}).")
{
    /// <summary>The output's name.</summary>
    public string Name { get; } = name;

    /// <summary>Why.</summary>
    public OutputFault Fault { get; } = fault;

    /// <summary>The site's path that it has to do with: for the site's log only.</summary>
    public string Match { get; } = match;
}
