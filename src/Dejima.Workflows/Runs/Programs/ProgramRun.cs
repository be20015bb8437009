using System.ComponentModel;
using System.Diagnostics;
using Dejima.Contracts.Calculations;
using Dejima.Workflows.Modules;

namespace Dejima.Workflows.Runs.Programs;

/// <summary>Runs a module's program, without a shell, in a folder.</summary>
/// <param name="folder">Its working directory; its streams are kept there.</param>
/// <param name="grace">How long it has after each request to stop.</param>
/// <param name="time">The clock.</param>
/// <param name="line">Is given each line it writes.</param>
internal sealed class ProgramRun(string folder, TimeSpan grace, TimeProvider time, Action<LogStream, string> line)
{
    // A child that left the program's group may keep the streams open for as long as it likes.
    private static readonly TimeSpan WaitForStreams = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Starts it and waits for its end. Nothing it started is left when this returns or throws.</summary>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    /// <exception cref="OperationCanceledException">It was stopped on the token's request.</exception>
    public async Task<ProgramEnd> RunAsync(
        ModuleBody.Program program, IEnumerable<string> options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var stdout = Log(ModuleFolderNames.Stdout);
        using var stderr = Log(ModuleFolderNames.Stderr);
        using var process = new Process { StartInfo = StartInfo(program, options) };
        process.Start();
        process.StandardInput.Close();
        var tree = new ProcessTree(process);
        using var giveUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        var lastLines = new LastLines();
        var copies = Task.WhenAll(
            Copy(process.StandardOutput, stdout, text => line(LogStream.Stdout, text), giveUp.Token),
            Copy(process.StandardError, stderr, Both, giveUp.Token));
        try
        {
            await WaitAsync(process, tree, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await KillAsync(process, tree).ConfigureAwait(false);
            giveUp.CancelAfter(WaitForStreams);
            await copies.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await copies.ConfigureAwait(false);
        return new ProgramEnd(process.ExitCode, lastLines.ToList());

        void Both(string text)
        {
            lastLines.Add(text);
            line(LogStream.Stderr, text);
        }
    }

    private ProcessStartInfo StartInfo(ModuleBody.Program program, IEnumerable<string> options)
    {
        var info = ProcessTree.StartInfo(program.File, program.Arguments.Concat(options));
        info.WorkingDirectory = folder;
        info.RedirectStandardInput = info.RedirectStandardOutput = info.RedirectStandardError = true;
        foreach (var (name, value) in program.Environment)
            info.Environment[name] = value;
        return info;
    }

    // Unbuffered, so that whoever follows the file sees each line at once.
    private FileStream Log(string name) => new(
        Path.Combine(folder, name), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0);

    private static Task Copy(StreamReader from, FileStream to, Action<string> take, CancellationToken giveUp) =>
        OutputCopy.RunAsync(from.BaseStream, to, take, giveUp);

    private async Task WaitAsync(Process process, ProcessTree tree, CancellationToken cancellationToken)
    {
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            tree.Interrupt();
            if (!await EndsAsync(process, tree).ConfigureAwait(false))
            {
                tree.Terminate();
                await EndsAsync(process, tree).ConfigureAwait(false);
            }

            throw;
        }
    }

    private async Task KillAsync(Process process, ProcessTree tree)
    {
        var running = !process.HasExited;
        tree.Kill();
        if (running)
            await EndsAsync(process, tree).ConfigureAwait(false);
    }

    // The program's end is told by the system; that of children nobody waits for must be asked for.
    private async Task<bool> EndsAsync(Process process, ProcessTree tree)
    {
        using var late = new CancellationTokenSource(grace, time);
        try
        {
            await process.WaitForExitAsync(late.Token).ConfigureAwait(false);
            while (tree.IsAlive)
                await Task.Delay(BetweenLooks, time, late.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
