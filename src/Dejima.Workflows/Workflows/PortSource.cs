namespace Dejima.Workflows.Workflows;

/// <summary>Where an input port gets its content.</summary>
public abstract record PortSource
{
    private PortSource()
    {
    }

    /// <summary>An input of the workflow.</summary>
    public sealed record Input(string Name) : PortSource;

    /// <summary>An output port of another step.</summary>
    public sealed record Step(string Name, string Port) : PortSource;

    /// <summary>A value written in the workflow.</summary>
    public sealed record Value(string Text) : PortSource;
}
