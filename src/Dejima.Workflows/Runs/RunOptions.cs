namespace Dejima.Workflows.Runs;

/// <summary>How a run is done.</summary>
public sealed record RunOptions
{
    /// <summary>The run's folder: empty, or not there yet.</summary>
    public required string Into { get; init; }

    /// <summary>
    /// Whether the folder may hold something. Results and the record are overwritten; of the folders in it, only those
    /// of an earlier run's steps are deleted.
    /// </summary>
    public bool Force { get; init; }

    /// <summary>Most programs that run here at a time; at least 1.</summary>
    public int MaxParallel { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Most calculations under way at sites at a time; at least 1. Apart from programs, since they need no processor
    /// here: the sites limit themselves.
    /// </summary>
    public int MaxRemote { get; init; } = 100;

    /// <summary>
    /// How long a cancelled program has after the interrupt, and again after the request to terminate.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);
}
