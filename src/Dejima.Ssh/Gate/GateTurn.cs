using System.Collections;
using Dejima.Execution.Executors;
using Dejima.Platform;
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

    internal static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>The whole life of a process that waits.</summary>
    public static async Task<int> RunAsync(GateOptions options, Guid id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var duty = GateOpening.Open(options);
        if (duty.Value.Folder.Find(id) is not { } calculation || FileLock.TryTake(calculation.TurnLock) is not { } mine)
            return 0;
        using (mine)
        {
            for (Advance(duty.Value); !IsOver(duty.Value, id); Advance(duty.Value))
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

    /// <summary>Starts whose turn it is, whoever's they are: those who wait for them may have been killed.</summary>
    internal static void Advance(GateDuty duty)
    {
        using var alone = duty.Folder.Lock();
        var waiting = duty.Folder.All().Where(other => other.QueuedAt is not null && other.Report().Stage is SiteStage.Waiting).OrderBy(other => other.QueuedAt);
        foreach (var next in waiting.ToList())
        {
            if (!IsFree(duty))
                return;
            Start(duty, next);
        }
    }

    private static bool IsOver(GateDuty duty, Guid id) => duty.Folder.Find(id)?.Report().Stage is not SiteStage.Waiting;

    private static void Start(GateDuty duty, GateCalculation calculation)
    {
        try
        {
            Starting.Start(duty, calculation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or GateException)
        {
            LogNotStarted(duty.Logger, calculation.Id, failure.Message);
            calculation.MarkNever((failure as GateException)?.Reason ?? GateReasons.NotStarted);
        }
    }

    [LoggerMessage(LogLevel.Error, "Calculation {Calculation} waited for its turn and cannot be started: {Cause}")]
    private static partial void LogNotStarted(ILogger logger, Guid calculation, string cause);
}
