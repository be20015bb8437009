using System.Text;
using Dejima.Execution.Supervision;
using Dejima.Execution.Workspaces;
using Dejima.Platform;

namespace Dejima.Execution.Executors;

/// <summary>
/// A supervisor that is up and waits to be told what to do, because starting a process takes longer than all else between
/// the broker's release and the command's start. It ends by itself when its agent does.
/// </summary>
internal sealed class WaitingSupervisor : IDisposable
{
    private readonly Detached _program;

    /// <summary>Starts one.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public WaitingSupervisor(SupervisorProgram program, IReadOnlyDictionary<string, string> environment) =>
        _program = Detached.Start(program.File, [.. program.Arguments, Supervisor.Waiting], environment);

    public int Process => _program.Process;

    /// <summary>Hands it a calculation.</summary>
    /// <returns>False when it did not take it: it has ended, or another supervisor has the calculation.</returns>
    public bool TryGive(StateFolder state)
    {
        try
        {
            _program.Input.Write(Encoding.UTF8.GetBytes(state.Folder));
            _program.Input.Dispose();
            return _program.Output.ReadByte() == Supervisor.Taken;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Ends it, unless it has a calculation.</summary>
    public void Dispose() => _program.Dispose();
}
