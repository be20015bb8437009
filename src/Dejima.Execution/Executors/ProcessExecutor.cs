using System.Collections;
using System.ComponentModel;
using Dejima.Execution.Supervision;
using Dejima.Execution.Workspaces;
using Dejima.Platform;

namespace Dejima.Execution.Executors;

/// <summary>Runs commands as processes of this machine, each under a supervisor of its own.</summary>
/// <param name="supervisor">How supervisors are started.</param>
public sealed class ProcessExecutor(SupervisorProgram supervisor) : IExecutor, IDisposable
{
    private readonly SupervisorReserve _reserve = new(supervisor, OwnEnvironment());

    /// <summary>Whether another supervisor waits after the first was used.</summary>
    public bool Refills { get; init; } = true;

    /// <summary>Keeps a supervisor waiting from here on, so that commands start at once.</summary>
    public void KeepReady() => _reserve.Fill();

    /// <inheritdoc/>
    public IRunning Start(StateFolder state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.IsStarted && _reserve.TryStart(state) is { } waited)
        {
            if (Refills)
                _ = Task.Run(_reserve.Fill);
            return new SupervisedCommand(state, waited);
        }

        // Nothing can be inherited there: only a supervisor that waits can be handed a calculation.
        if (OperatingSystem.IsWindows() && !state.IsStarted)
        {
            KeepReady();
            return new SupervisedCommand(state, _reserve.TryStart(state) ?? throw new IOException($"'{supervisor.File}' takes no calculation"));
        }

        using var alive = AliveLock.TryTake(state.Alive);
        if (alive is null || state.IsStarted)
            return Adopt(state);
        var spawn = new Spawn(supervisor.File, [supervisor.File, .. supervisor.Arguments, state.Folder], OwnEnvironment())
        {
            Stderr = Path.Combine(state.Folder, "supervisor.log"),
            Inherit = alive.File,
        };
        var error = PosixSpawn.Start(spawn, out var process);
        return error == 0
            ? new SupervisedCommand(state, process)
            : throw new IOException($"'{supervisor.File}' cannot be started: {new Win32Exception(error).Message}");
    }

    /// <inheritdoc/>
    public IRunning Adopt(StateFolder state) => new SupervisedCommand(state, null);

    /// <summary>Ends the supervisor that waits; those with a command go on.</summary>
    public void Dispose() => _reserve.Dispose();

    private static Dictionary<string, string> OwnEnvironment() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? string.Empty, StringComparer.Ordinal);
}
