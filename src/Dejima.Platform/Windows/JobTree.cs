using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Dejima.Platform.Windows;

/// <summary>
/// A command in a job of its own. Its output comes through pipes and is copied into the files: they last as long as the
/// supervisor, and that as long as the command.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed partial class JobTree : CommandTree
{
    private const uint Break = 1;
    private readonly Process _process;
    private readonly Job _job = new();
    private readonly Task _copying;

    private JobTree(Process process, Spawn spawn)
    {
        _process = process;
        _job.Add(process);
        process.StandardInput.Close();
        _copying = Task.WhenAll(
            CopyAsync(process.StandardOutput.BaseStream, spawn.Stdout), CopyAsync(process.StandardError.BaseStream, spawn.Stderr));
    }

    /// <summary>Starts it.</summary>
    public static new JobTree? Start(Spawn spawn, out string? failure)
    {
        // Windows hands those to cmd.exe, which reads every argument as program text.
        if (Path.GetExtension(spawn.Program).ToUpperInvariant() is ".BAT" or ".CMD")
        {
            failure = "a batch file is read by a shell, and so would be what came from outside; name a program, powershell.exe with -File say";
            return null;
        }

        try
        {
            failure = null;
            return new JobTree(Process.Start(Order(spawn))!, spawn);
        }
        catch (Exception failed) when (failed is Win32Exception or IOException or ArgumentException)
        {
            failure = failed.Message;
            return null;
        }
    }

    public override (int? ExitCode, int? Signal) Wait()
    {
        _process.WaitForExit();
        return (_process.ExitCode, null);
    }

    public override bool NoneLeft() => _job.Living == 0 && _copying.IsCompleted;

    /// <summary>There is one gentle way, Ctrl-Break, for both gentle signals.</summary>
    public override void Signal(LibC.Signal signal)
    {
        if (signal == LibC.Signal.Kill)
            _job.Kill();
        else
            _ = Send(Break, (uint)_process.Id);
    }

    public override void Dispose()
    {
        _process.Dispose();
        _job.Dispose();
        base.Dispose();
    }

    private static ProcessStartInfo Order(Spawn spawn)
    {
        var order = new ProcessStartInfo(spawn.Program, spawn.Arguments.Skip(1))
        {
            WorkingDirectory = spawn.Folder ?? string.Empty,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNewProcessGroup = true,
        };
        order.Environment.Clear();
        foreach (var (name, value) in spawn.Environment)
            order.Environment[name] = value;
        return order;
    }

    private static async Task CopyAsync(Stream from, string path)
    {
        var to = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 1);
        await using var _ = to.ConfigureAwait(false);
        try
        {
            await from.CopyToAsync(to).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The pipe broke with its last writer, or the disk is full: what there is, is kept.
        }
    }

    [LibraryImport("kernel32.dll", EntryPoint = "GenerateConsoleCtrlEvent", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Send(uint kind, uint group);
}
