namespace Dejima.Ssh;

/// <summary>How a site is reached over SSH: what <c>sites.yaml</c> says under <c>ssh</c>.</summary>
public sealed record SshAddress
{
    /// <summary>What <c>ssh</c> is given: a name of the user's own <c>ssh_config</c>, or <c>user@machine</c>.</summary>
    public required string Host { get; init; }

    /// <summary>Another <c>ssh_config</c> (absolute path); null for the user's own.</summary>
    public string? Config { get; init; }

    /// <summary>The plain site's program; null for a gated site, whose policy knows its programs.</summary>
    public PlainEntry? Entry { get; init; }

    /// <summary>The plain site's folder of workspaces.</summary>
    public string Workspaces { get; init; } = "/tmp";
}
