using Dejima.Contracts.Calculations;
using Dejima.Execution.Supervision;
using Dejima.Execution.Workspaces;
using Dejima.Platform;
using Dejima.Ssh.Protocol;

namespace Dejima.Ssh.Gate;

/// <summary>A calculation as it stands on the site's disk. Any gate process can read it at any time.</summary>
internal sealed record GateCalculation(Guid Id, StateFolder State, GateRecord Record)
{
    /// <summary>Where the command runs.</summary>
    public Workspace Workspace => new(Record.Workspace);

    /// <summary>Held shared by every rsync that writes into the workspace.</summary>
    public string ReceiversLock => At("receivers");

    /// <summary>Held by the process that waits for its turn.</summary>
    public string TurnLock => At("turn");

    /// <summary>Held while it is settled what leaves.</summary>
    public string SettleLock => At("settling");

    /// <summary>When the host said start, and others ran; null when it has not, or it was started since.</summary>
    public DateTime? QueuedAt => File.Exists(At("queued")) ? File.GetLastWriteTimeUtc(At("queued")) : null;

    /// <summary>What will be sent back; null before that was settled.</summary>
    public OutgoingRecord? Outgoing => State.Read(OutgoingRecord.FileName, GateRecordJson.Default.OutgoingRecord);

    /// <summary>The folder for what will be sent back.</summary>
    public string OutgoingFolder() => Path.Combine(Record.Workspace, Record.Outgoing);

    /// <summary>When it was handed in (UTC).</summary>
    public DateTime PreparedAt => File.GetLastWriteTimeUtc(At(GateRecord.FileName));

    /// <summary>Whether a supervisor lives.</summary>
    public bool IsAlive => State.HasOrder && AliveLock.IsHeld(State.Alive);

    // One that is just being started has no mark yet, but its supervisor lives.
    private bool MayHaveStarted => State.IsStarted || (State.HasOrder && (State.IsOfEarlierBoot || IsAlive || State.IsStarted));

    /// <summary>How it stands.</summary>
    public SiteReport Report()
    {
        var exit = State.ReadExit();
        if (exit is null && MayHaveStarted && !IsAlive)
            exit = State.ReadExit() ?? new ExitRecord { Lost = true };
        var end = exit is null ? Never() : EndOf(exit);
        return new SiteReport
        {
            Stage = end is not null ? SiteStage.Ended
                : MayHaveStarted ? SiteStage.Running
                : QueuedAt is not null ? SiteStage.Waiting
                : SiteStage.Prepared,
            End = end,
            StartedAt = exit?.StartedAt ?? (State.IsStarted ? State.StartedAt : null),
            EndedAt = exit?.EndedAt,
            Stdout = Length(State.Stdout),
            Stderr = Length(State.Stderr),
        };
    }

    /// <summary>It will never be started, for this reason; null when the host cancelled it.</summary>
    public void MarkNever(Reason? reason) => State.Write(NeverStarted.FileName, new NeverStarted(reason), GateRecordJson.Default.NeverStarted);

    /// <summary>It waits for its turn from now on.</summary>
    public void MarkQueued() => File.WriteAllBytes(At("queued"), []);

    /// <summary>Its turn has come.</summary>
    public void ForgetQueued() => File.Delete(At("queued"));

    private EndReport? Never() => !MayHaveStarted && State.Read(NeverStarted.FileName, GateRecordJson.Default.NeverStarted) is { } never
        ? new EndReport { Cancelled = never.Reason is null, Reason = never.Reason }
        : null;

    // The exit record is flushed, the command's own files need not have been when the machine went down.
    private EndReport EndOf(ExitRecord exit) => EndReports.Of(State.IsOfEarlierBoot ? exit with { Lost = true } : exit);

    private string At(string name) => Path.Combine(State.Folder, name);

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
