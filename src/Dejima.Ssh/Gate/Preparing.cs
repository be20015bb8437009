using Dejima.Contracts.Names;
using Dejima.Core.Policies;
using Dejima.Execution.Supervision;
using Dejima.Execution.Workspaces;
using Dejima.Ssh.Protocol;
using Microsoft.Extensions.Logging;

namespace Dejima.Ssh.Gate;

/// <summary>Checks an order against the policy and makes its workspace.</summary>
internal static partial class Preparing
{
    /// <summary>Prepares, unless that was done.</summary>
    /// <exception cref="GateException">The policy says no, or it cannot be done.</exception>
    public static SiteReport Run(GateDuty duty, PushOrder order)
    {
        Check(order);
        if (RsyncServer.Program is null)
            throw new GateException(GateReasons.NoRsync);
        using var alone = duty.Folder.Lock();
        if (duty.Folder.Find(order.Calculation) is { } before)
            return Again(duty, before, order);
        if (Decide(duty, order, duty.Options.User) is PolicyDecision.Refused refused)
        {
            LogRefused(duty.Logger, order.Calculation, duty.Options.User, refused.Reason.Message);
            throw new GateException(refused.Reason);
        }

        try
        {
            var workspace = duty.Policy.WorkspaceOf(order.Calculation);
            // One that exists without a record was being made when its gate was killed, or was never ours: mode and owner tell.
            if (IsLeftOver(workspace))
                PrivateFolder.Remove(workspace);
            Workspace.Create(workspace, order.Inputs.Sum(input => input.Size));
            var made = duty.Folder.Create(order, duty.Options.User, workspace);
            made.State.MarkWorkspace();
            LogPrepared(duty.Logger, order.Calculation, order.Command, duty.Options.User);
            return made.Report();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNotPrepared(duty.Logger, order.Calculation, failure.Message);
            throw new GateException(failure is IOException full && NoRoomException.IsWhy(full) ? GateReasons.NoRoom : EndReports.NoWorkspace);
        }
    }

    /// <summary>What the policy says now.</summary>
    public static PolicyDecision Decide(GateDuty duty, PushOrder order, string user) => PolicyCheck.Decide(duty.Policy, new PolicyRequest
    {
        Calculation = order.Calculation,
        User = user,
        Command = order.Command,
        Parameters = order.Parameters,
        Inputs = [.. order.Inputs.Select(input => input.Name)],
        Outputs = order.Outputs,
        TimeoutSeconds = order.TimeoutSeconds,
    });

    private static void Check(PushOrder order)
    {
        if (order.SiteFiles.Count > 0)
            throw new GateException(GateReasons.NoSiteFiles);
        foreach (var input in order.Inputs)
        {
            if (input is null || FileName.Check(input.Name, out var name) is var fault && (fault != NameFault.None || name != input.Name))
                throw new GateException(GateReasons.BadName(input is null ? "?" : FileName.Check(input.Name, out _).Describe()));
            if (input.Size < 0)
                throw new GateException(GateReasons.Malformed("size"));
        }
    }

    private static SiteReport Again(GateDuty duty, GateCalculation before, PushOrder order)
    {
        if (before.Record.User != duty.Options.User || !Same(before.Record.Order, order))
            throw new GateException(GateReasons.InUse);
        return before.Report();
    }

    private static bool Same(PushOrder one, PushOrder other) => one.Command == other.Command
        && one.TimeoutSeconds == other.TimeoutSeconds
        && one.Inputs.SequenceEqual(other.Inputs)
        && one.Outputs.SequenceEqual(other.Outputs)
        && one.Parameters.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .SequenceEqual(other.Parameters.OrderBy(entry => entry.Key, StringComparer.Ordinal));

    // A folder of this account that nobody else may enter, empty: nothing of anybody's is lost with it.
    private static bool IsLeftOver(string workspace) => new DirectoryInfo(workspace) is { Exists: true, LinkTarget: null } folder
        && (OperatingSystem.IsWindows() || folder.UnixFileMode == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute))
        && !folder.EnumerateFileSystemInfos().Any();

    [LoggerMessage(LogLevel.Information, "Calculation {Calculation} ({Command}, of {User}) is prepared.")]
    private static partial void LogPrepared(ILogger logger, Guid calculation, string command, string user);

    [LoggerMessage(LogLevel.Warning, "Calculation {Calculation}, of {User}, is refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, Guid calculation, string user, string reason);

    [LoggerMessage(LogLevel.Error, "The workspace of calculation {Calculation} cannot be prepared: {Cause}")]
    private static partial void LogNotPrepared(ILogger logger, Guid calculation, string cause);
}
