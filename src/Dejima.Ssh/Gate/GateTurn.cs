using System.Collections;
using Dejima.Execution.Executors;
using Dejima.Execution.Platform;
using Dejima.Ssh.Protocol;
using Microsoft.Extensions.Logging;

namespace Dejima.Ssh.Gate;

/// <summary>
/// The policy's <c>parallel</c> over all hosts and gate processes. What finds no room waits in a small process of its own,
/// since its host may be gone when its turn comes.
/// </summary>
public static partial class GateTurn
{
    /// <summary>The hidden verb of <c>dejima</c>: then the policy's file and the calculation's id.</summary>
    public const string Verb = "gate-turn";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>The whole life of a process that waits.</summary>
    public static async Task<int> RunAsync(GateOptions options, Guid id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var duty = GateOpening.Open(options);
        if (duty.Value.Folder.Find(id) is not { } calculation || FileLock.TryTake(calculation.TurnLock) is not { } mine)
            return 0;
        using (mine)
        {
            while (!TryTake(duty.Value, id))
                await Task.Delay(Look, options.Time, cancellationToken).ConfigureAwait(false);
        }

        return 0;
    }

    /// <summary>Whether one more may run.</summary>
    internal static bool IsFree(GateDuty duty) => duty.Folder.All().Count(other => other.IsAlive) < duty.Policy.Parallel;

    /// <summary>Sees to it that somebody waits for the turn of this one.</summary>
    internal static void See(GateDuty duty, GateCalculation calculation)
    {
        var program = duty.Options.Supervisor;
        string[] words = [program.File, .. program.Arguments.SkipLast(1), Verb, Path.GetFullPath(duty.Options.PolicyFile), calculation.Id.ToString("D")];
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? string.Empty, StringComparer.Ordinal);
        var error = PosixSpawn.Start(new Spawn(program.File, words, environment), out _);
        if (error != 0)
            throw new GateException(GateReasons.Trouble);
    }

    // True when nothing is left to wait for.
    private static bool TryTake(GateDuty duty, Guid id)
    {
        using var alone = duty.Folder.Lock();
        if (duty.Folder.Find(id) is not { } calculation || calculation.Report().Stage is not SiteStage.Waiting)
            return true;
        var older = duty.Folder.All().Any(other => other.QueuedAt < calculation.QueuedAt && other.Report().Stage is SiteStage.Waiting);
        if (older || !IsFree(duty))
            return false;
        try
        {
            Starting.Start(duty, calculation);
            return true;
        }
        catch (Exception failure) when (failure is IOException or GateException)
        {
            LogNotStarted(duty.Logger, id, failure.Message);
            calculation.MarkCancelled();
            return true;
        }
    }

    [LoggerMessage(LogLevel.Error, "Calculation {Calculation} waited for its turn and cannot be started: {Cause}")]
    private static partial void LogNotStarted(ILogger logger, Guid calculation, string cause);
}
