using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;

namespace Dejima.Platform;

/// <summary>A program that lives on when this one ends. It is told over its standard input and answers over its output.</summary>
internal sealed class Detached : IDisposable
{
    private Detached(int process, Stream input, Stream output) => (Process, Input, Output) = (process, input, output);

    public int Process { get; }

    /// <summary>What is written here, it reads.</summary>
    public Stream Input { get; }

    /// <summary>What it writes, is read here.</summary>
    public Stream Output { get; }

    /// <summary>Starts it.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static Detached Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment) =>
        OperatingSystem.IsWindows() ? WithoutWindow(program, arguments) : Spawned(program, arguments, environment);

    /// <summary>Asks a supervisor to look why it should stop. On Windows it looks by itself.</summary>
    public static void Nudge(int process)
    {
        if (!OperatingSystem.IsWindows())
            _ = LibC.Kill(process, LibC.Signal.Terminate);
    }

    /// <summary>Waits until a child has ended, and clears it away.</summary>
    public static void Reap(int process)
    {
        if (!OperatingSystem.IsWindows())
            _ = LibC.WaitProcess(process, out _, 0);
    }

    public void Dispose()
    {
        Input.Dispose();
        Output.Dispose();
    }

    private static Detached Spawned(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var input = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        var output = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        var spawn = new Spawn(program, [program, .. arguments], environment)
        {
            StdinFile = (int)input.ClientSafePipeHandle.DangerousGetHandle(),
            StdoutFile = (int)output.ClientSafePipeHandle.DangerousGetHandle(),
        };
        var error = PosixSpawn.Start(spawn, out var process);
        input.DisposeLocalCopyOfClientHandle();
        output.DisposeLocalCopyOfClientHandle();
        if (error == 0)
            return new Detached(process, input, output);
        input.Dispose();
        output.Dispose();
        throw new IOException($"'{program}' cannot be started: {new Win32Exception(error).Message}");
    }

    // With a console of its own that nobody sees, so that closing ours does not end it.
    private static Detached WithoutWindow(string program, IReadOnlyList<string> arguments)
    {
        try
        {
            using var process = System.Diagnostics.Process.Start(new ProcessStartInfo(program, arguments)
            {
                CreateNoWindow = true,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            return new Detached(process.Id, process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        }
        catch (Win32Exception failed)
        {
            throw new IOException($"'{program}' cannot be started: {failed.Message}");
        }
    }
}
