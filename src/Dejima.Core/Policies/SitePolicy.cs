namespace Dejima.Core.Policies;

/// <summary>What a site agreed to: its <c>site.yaml</c>, read and checked. Agent and gate obey the same one.</summary>
public sealed record SitePolicy
{
    /// <summary>The site's name.</summary>
    public required string Site { get; init; }

    /// <summary>Where the agent asks for work; null at a site that hosts reach over SSH only.</summary>
    public BrokerAccess? Broker { get; init; }

    /// <summary>The folder that workspaces are made in (absolute).</summary>
    public required string Workspaces { get; init; }

    /// <summary>Where the records of running calculations are kept (absolute); null for the user's own state folder.</summary>
    public string? State { get; init; }

    /// <summary>How many calculations run at once.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>The commands offered, by exact name.</summary>
    public required IReadOnlyDictionary<string, CommandPolicy> Commands { get; init; }

    /// <summary>Files and folders whose content never leaves (absolute).</summary>
    public IReadOnlyList<string> NeverSend { get; init; } = [];

    /// <summary>How long a calculation may wait for an agent of the site; null for no limit of the site's.</summary>
    public TimeSpan? Waiting { get; init; }

    /// <summary>How long results are kept that nobody comes for; null for no limit of the site's.</summary>
    public TimeSpan? Uncollected { get; init; }

    /// <summary>The most that an agent keeps and sends of each of a calculation's two logs, in bytes; null for no limit of the site's.</summary>
    public long? LogSize { get; init; }

    /// <summary>Whether a gate works also where the kernel cannot fence its rsync in the workspace.</summary>
    public bool FenceOptional { get; init; }

    /// <summary>The workspace of a calculation (R-G9).</summary>
    public string WorkspaceOf(Guid calculation) => Path.Combine(Workspaces, calculation.ToString("D"));
}
