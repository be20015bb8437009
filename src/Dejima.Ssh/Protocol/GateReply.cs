using Dejima.Contracts.Calculations;

namespace Dejima.Ssh.Protocol;

/// <summary>
/// One line from gate to host. A piece of a log has <see cref="Stream"/>, and <see cref="Length"/> raw bytes follow the
/// line at once; it is not yet the answer. The answer has a report, a listing or an error.
/// </summary>
public sealed record GateReply
{
    /// <summary>The request's number.</summary>
    public required int Number { get; init; }

    /// <summary>Set when the request was turned down.</summary>
    public Reason? Error { get; init; }

    /// <summary>How the calculation stands.</summary>
    public SiteReport? Report { get; init; }

    /// <summary>The files that will come back, for <see cref="GateOperation.Outgoing"/>.</summary>
    public IReadOnlyList<PushedFile>? Outgoing { get; init; }

    /// <summary>Which log the bytes after this line are of.</summary>
    public LogStream? Stream { get; init; }

    /// <summary>Where in the log they begin.</summary>
    public long Offset { get; init; }

    /// <summary>How many they are.</summary>
    public int Length { get; init; }
}
