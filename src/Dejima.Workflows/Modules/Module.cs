namespace Dejima.Workflows.Modules;

/// <summary>
/// One kind of work with ports (R-H1). Immutable; the same module can stand in a workflow many times.
/// </summary>
/// <param name="Name">See <see cref="Contracts.Names.Identifier"/>.</param>
/// <param name="Ports">What it takes and gives.</param>
/// <param name="Body">What is done.</param>
public sealed record Module(string Name, ModulePorts Ports, ModuleBody Body)
{
    /// <summary>For people; null when not said.</summary>
    public string? Title { get; init; }

    /// <summary>The version its author gave it, as text; null when not said.</summary>
    public string? Version { get; init; }

    /// <summary>The file it was read from, as the person gave it.</summary>
    public required string File { get; init; }
}
