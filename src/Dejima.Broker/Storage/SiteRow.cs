namespace Dejima.Broker.Storage;

/// <summary>What is known about a site's agents, for the operator.</summary>
internal sealed class SiteRow
{
    public required string Name { get; init; }

    /// <summary>When one last asked for work; at most a minute old.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>The version it said it has.</summary>
    public required string AgentVersion { get; set; }
}
