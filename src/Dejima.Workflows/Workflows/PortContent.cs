namespace Dejima.Workflows.Workflows;

/// <summary>What a port gets in a run.</summary>
public abstract record PortContent
{
    private PortContent()
    {
    }

    /// <summary>A file that is there before the run.</summary>
    /// <param name="Path">Absolute.</param>
    public sealed record File(string Path) : PortContent;

    /// <summary>A value.</summary>
    public sealed record Value(string Text) : PortContent;

    /// <summary>What another step will have written.</summary>
    public sealed record Result(string Step, string Port) : PortContent;
}
