namespace Dejima.Client.Handout;

/// <summary>One piece of work to hand to a site.</summary>
public sealed record Work
{
    /// <summary>The site's name.</summary>
    public required string Site { get; init; }

    /// <summary>The command's name.</summary>
    public required string Command { get; init; }

    /// <summary>Parameters by name, as text.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The files to send.</summary>
    public IReadOnlyList<InputFile> Inputs { get; init; } = [];

    /// <summary>Files that are at the site already (R-S2): plain SSH sites only.</summary>
    public IReadOnlyList<SiteFile> SiteFiles { get; init; } = [];

    /// <summary>The names of the files wanted back.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Where the results will be fetched to, when the caller knows: then they can be on their way at once.</summary>
    public string? Into { get; init; }

    /// <summary>Longest time the command may run; null for the site's own limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Longest time it may wait for the site; null for the broker's and the site's own limits. Through a broker only.</summary>
    public TimeSpan? Waiting { get; init; }

    /// <summary>Longest time its results are kept for the host, likewise.</summary>
    public TimeSpan? Uncollected { get; init; }
}
