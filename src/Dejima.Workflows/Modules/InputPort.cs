namespace Dejima.Workflows.Modules;

/// <summary>What a module, or a workflow as a whole, takes under one name.</summary>
/// <param name="Name">See <see cref="PortName"/>.</param>
/// <param name="Type">What it carries.</param>
public sealed record InputPort(string Name, PortType Type)
{
    /// <summary>The unit of its numbers, for people; null when not said.</summary>
    public string? Unit { get; init; }

    /// <summary>For people; null when not said.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it must get something, be it its default.</summary>
    public bool Required { get; init; } = true;

    /// <summary>
    /// What it gets when nothing is given: an absolute path for a file, else the value's text; null for none.
    /// </summary>
    public string? Default { get; init; }

    /// <summary>Where its document declares it, from 1.</summary>
    public int Line { get; init; } = 1;
}
