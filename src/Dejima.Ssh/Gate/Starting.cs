using Dejima.Core.Policies;
using Dejima.Execution.Supervision;
using Dejima.Platform;
using Dejima.Ssh.Protocol;
using Microsoft.Extensions.Logging;

namespace Dejima.Ssh.Gate;

/// <summary>Starts a command once its inputs are there; at most once, whoever asks how often.</summary>
internal static partial class Starting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Starts it, or puts it in the queue.</summary>
    /// <exception cref="GateException">It cannot be.</exception>
    public static async Task<SiteReport> RunAsync(GateDuty duty, Guid id, CancellationToken cancellationToken)
    {
        var calculation = duty.Own(id);
        if (calculation.Report().Stage is SiteStage.Prepared)
        {
            await InputsAsync(duty, calculation, cancellationToken).ConfigureAwait(false);
            using var closed = await CloseAsync(duty, calculation, cancellationToken).ConfigureAwait(false);
            using var alone = duty.Folder.Lock();
            calculation = duty.Own(id);
            if (calculation.Report().Stage is SiteStage.Prepared)
                Begin(duty, calculation);
        }

        // Its waiting process may have been killed, or the machine restarted.
        if (calculation.Report().Stage is SiteStage.Waiting)
            GateTurn.See(duty, calculation);
        return calculation.Report();
    }

    /// <summary>Starts what was checked before. Only while the folder's lock is held.</summary>
    public static void Start(GateDuty duty, GateCalculation calculation)
    {
        if (!calculation.State.HasOrder)
        {
            var decision = Preparing.Decide(duty, calculation.Record.Order, calculation.Record.User);
            if (decision is PolicyDecision.Refused refused)
                throw new GateException(refused.Reason);
            calculation.State.WriteOrder(RunOrder.Of(
                calculation.Id, (PolicyDecision.Accepted)decision, calculation.Workspace, calculation.State, Variable(duty)));
        }

        duty.Executor.Start(calculation.State);
        calculation.ForgetQueued();
        LogStarted(duty.Logger, calculation.Id, calculation.Record.Order.Command, calculation.Record.User);
    }

    // sshd may let the host set these (AcceptEnv): how a command writes its numbers is none of the host's business.
    private static Func<string, string?> Variable(GateDuty duty) => name => name == "LANG" ? null : duty.Options.Variable(name);

    private static void Begin(GateDuty duty, GateCalculation calculation)
    {
        if ((Receiving.Missing(calculation) ?? string.Empty) is { Length: > 0 } missing)
            throw new GateException(GateReasons.InputsMissing(missing));
        if (Receiving.Undeclared(calculation) is { } undeclared)
            throw new GateException(GateReasons.Undeclared(undeclared));
        // Whatever the host's rsync made of it.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(calculation.Record.Workspace, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            if (GateTurn.IsFree(duty))
                Start(duty, calculation);
            else
                calculation.MarkQueued();
        }
        catch (IOException failure)
        {
            LogNotStarted(duty.Logger, calculation.Id, failure.Message);
            throw new GateException(GateReasons.Trouble);
        }
    }

    // The host need not wait for its rsync to end, which takes longer than all it does.
    private static async Task InputsAsync(GateDuty duty, GateCalculation calculation, CancellationToken cancellationToken)
    {
        var time = duty.Options.Time;
        var (begin, pause) = (time.GetTimestamp(), 1.0);
        var lastOpen = begin;
        while (Receiving.Missing(calculation) is { } missing)
        {
            if (Receiving.IsOpen(calculation))
                lastOpen = time.GetTimestamp();
            else if (time.GetElapsedTime(lastOpen) > Patience)
                throw new GateException(GateReasons.InputsMissing(missing));
            await Task.Delay(TimeSpan.FromMilliseconds(pause), time, cancellationToken).ConfigureAwait(false);
            pause = Math.Min(pause * 1.05, 200);
        }
    }

    private static async Task<FileLock> CloseAsync(GateDuty duty, GateCalculation calculation, CancellationToken cancellationToken)
    {
        try
        {
            return await Receiving.CloseAsync(calculation, duty.Options.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNotStarted(duty.Logger, calculation.Id, failure.Message);
            throw new GateException(GateReasons.Trouble);
        }
    }

    [LoggerMessage(LogLevel.Information, "Calculation {Calculation} ({Command}, of {User}) is started.")]
    private static partial void LogStarted(ILogger logger, Guid calculation, string command, string user);

    [LoggerMessage(LogLevel.Error, "Calculation {Calculation} cannot be started: {Cause}")]
    private static partial void LogNotStarted(ILogger logger, Guid calculation, string cause);
}
