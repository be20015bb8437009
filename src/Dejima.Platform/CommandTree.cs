using System.ComponentModel;

namespace Dejima.Platform;

/// <summary>A command and everything that it starts, as its supervisor holds it.</summary>
internal abstract class CommandTree : IDisposable
{
    /// <summary>Starts a command.</summary>
    /// <returns>Null and why, when it cannot be started.</returns>
    public static CommandTree? Start(Spawn spawn, out string? failure)
    {
        if (OperatingSystem.IsWindows())
            return Windows.JobTree.Start(spawn, out failure);
        LibC.AdoptOrphans();
        var error = PosixSpawn.Start(spawn, out var process);
        failure = error == 0 ? null : new Win32Exception(error).Message;
        return error != 0 ? null : OperatingSystem.IsMacOS() ? new Mac.GroupTree(process) : new AdoptedTree(process);
    }

    /// <summary>Waits until the command itself has ended.</summary>
    /// <returns>Its exit code, or null and the signal that ended it.</returns>
    public abstract (int? ExitCode, int? Signal) Wait();

    /// <summary>Whether nothing of it is left. Only to be asked once the command was waited for.</summary>
    public abstract bool NoneLeft();

    /// <summary>Sends a signal to all of it.</summary>
    public abstract void Signal(LibC.Signal signal);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    /// <summary>Linux: what loses its parent becomes the supervisor's own child, so nothing gets away.</summary>
    private sealed class AdoptedTree(int process) : CommandTree
    {
        public override (int? ExitCode, int? Signal) Wait() => Children.WaitFor(process);

        public override bool NoneLeft() => Children.NoneLeft();

        public override void Signal(LibC.Signal signal) => ProcessTree.Signal(Environment.ProcessId, signal);
    }
}
