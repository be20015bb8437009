using Dejima.Contracts.Calculations;

namespace Dejima.Ssh.Protocol;

/// <summary>What a site says of a calculation.</summary>
public sealed record SiteReport
{
    /// <summary>How far it has come.</summary>
    public required SiteStage Stage { get; init; }

    /// <summary>How it ended; null before.</summary>
    public EndReport? End { get; init; }

    /// <summary>When the command was started (UTC, the site's clock).</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended (UTC, the site's clock).</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Bytes of standard output so far.</summary>
    public long Stdout { get; init; }

    /// <summary>Bytes of standard error so far.</summary>
    public long Stderr { get; init; }
}
