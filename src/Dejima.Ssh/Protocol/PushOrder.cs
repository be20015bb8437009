using Dejima.Client.Handout;

namespace Dejima.Ssh.Protocol;

/// <summary>A calculation as the host asks a site for it over SSH.</summary>
public sealed record PushOrder
{
    /// <summary>The id the host made.</summary>
    public required Guid Calculation { get; init; }

    /// <summary>The command's name.</summary>
    public required string Command { get; init; }

    /// <summary>Parameters by name, as text.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init => field = value ?? new Dictionary<string, string>(); } =
        new Dictionary<string, string>();

    /// <summary>The files that will be sent.</summary>
    public IReadOnlyList<PushedFile> Inputs { get; init => field = value ?? []; } = [];

    /// <summary>Files that are at the site already (R-S2): a plain site only, a gated one names its own.</summary>
    public IReadOnlyList<SiteFile> SiteFiles { get; init => field = value ?? []; } = [];

    /// <summary>Names of files that must come back for the calculation to have succeeded.</summary>
    public IReadOnlyList<string> Outputs { get; init => field = value ?? []; } = [];

    /// <summary>Longest run the host allows, in seconds.</summary>
    public double? TimeoutSeconds { get; init; }
}
