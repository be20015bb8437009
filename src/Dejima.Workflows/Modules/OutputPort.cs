namespace Dejima.Workflows.Modules;

/// <summary>What a module gives under one name.</summary>
/// <param name="Name">See <see cref="PortName"/>.</param>
/// <param name="Type">What it carries; always written as a file.</param>
/// <param name="FileName">The file in the module's folder, see <see cref="Contracts.Names.FileName"/>.</param>
public sealed record OutputPort(string Name, PortType Type, string FileName)
{
    /// <summary>The unit of its numbers, for people; null when not said.</summary>
    public string? Unit { get; init; }

    /// <summary>For people; null when not said.</summary>
    public string? Description { get; init; }
}
