using System.ComponentModel;
using System.IO.Pipes;
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
    private readonly AnonymousPipeServerStream _telling = new(PipeDirection.Out, HandleInheritability.None);
    private readonly AnonymousPipeServerStream _answer = new(PipeDirection.In, HandleInheritability.None);

    /// <summary>Starts one.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public WaitingSupervisor(SupervisorProgram program, IReadOnlyDictionary<string, string> environment)
    {
        var spawn = new Spawn(program.File, [program.File, .. program.Arguments, Supervisor.Waiting], environment)
        {
            StdinFile = (int)_telling.ClientSafePipeHandle.DangerousGetHandle(),
            StdoutFile = (int)_answer.ClientSafePipeHandle.DangerousGetHandle(),
        };
        var error = PosixSpawn.Start(spawn, out var process);
        _telling.DisposeLocalCopyOfClientHandle();
        _answer.DisposeLocalCopyOfClientHandle();
        if (error != 0)
            throw new IOException($"'{program.File}' cannot be started: {new Win32Exception(error).Message}");
        Process = process;
    }

    public int Process { get; }

    /// <summary>Hands it a calculation.</summary>
    /// <returns>False when it did not take it: it has ended, or another supervisor has the calculation.</returns>
    public bool TryGive(StateFolder state)
    {
        try
        {
            _telling.Write(Encoding.UTF8.GetBytes(state.Folder));
            _telling.Dispose();
            return _answer.ReadByte() == Supervisor.Taken;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Ends it, unless it has a calculation.</summary>
    public void Dispose()
    {
        _telling.Dispose();
        _answer.Dispose();
    }
}
