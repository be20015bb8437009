using Dejima.Contracts.Calculations;
using Dejima.Ssh.Protocol;

namespace Dejima.Ssh.Push.Plain;

/// <summary>All that one call to a plain site was answered.</summary>
internal sealed class PlainAnswers
{
    /// <summary>Where the calculation stands.</summary>
    public SiteReport? Report { get; set; }

    /// <summary>The files that come back.</summary>
    public List<PushedFile> Files { get; } = [];

    /// <summary>What large files take on the disk, in bytes.</summary>
    public Dictionary<string, long> OnDisk { get; } = new(StringComparer.Ordinal);

    /// <summary>Why the site does not do it; null when it does.</summary>
    public Reason? No { get; set; }
}
