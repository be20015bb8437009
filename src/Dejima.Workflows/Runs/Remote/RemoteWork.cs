namespace Dejima.Workflows.Runs.Remote;

/// <summary>A calculation that a declared module asks of a site.</summary>
public sealed record RemoteWork
{
    /// <summary>The site's name.</summary>
    public required string Site { get; init; }

    /// <summary>The name of one of the site's commands.</summary>
    public required string Command { get; init; }

    /// <summary>By name, as text.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>The files to send.</summary>
    public required IReadOnlyList<RemoteInput> Inputs { get; init; }

    /// <summary>The names of the files wanted back.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>Where to write them under their names: an empty folder, absolute, only for this calculation.</summary>
    public required string Folder { get; init; }
}
