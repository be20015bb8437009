using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Dejima.Workflows.Modules;

namespace Dejima.Workflows.Runs.Programs;

/// <summary>
/// A program with everything it started. On Linux it gets a session, and so a process group, of its own: a signal
/// reaches children whose parent is gone, and Ctrl-C at the terminal reaches only Dejima, which stops them in order.
/// </summary>
internal sealed partial class ProcessTree(Process process)
{
    private static readonly string? NewSession = OperatingSystem.IsLinux() ? ProgramFile.OnPath("setsid") : null;

    /// <summary>Asks it to stop as Ctrl-C does.</summary>
    public void Interrupt() => Signal(2); // SIGINT

    /// <summary>Asks it to stop as a system going down does.</summary>
    public void Terminate() => Signal(15); // SIGTERM

    /// <summary>Whether anything of it runs.</summary>
    public bool IsAlive => !process.HasExited || (NewSession is not null && kill(-process.Id, 0) == 0);

    /// <summary>Ends whatever is left of it, be the program itself running or not.</summary>
    public void Kill()
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is AggregateException or Win32Exception)
        {
            // Some of it may belong to somebody else, such as a program that changed its user. The rest is gone.
        }

        if (NewSession is not null)
            _ = kill(-process.Id, 9); // SIGKILL
    }

    /// <summary>What to start so that the program gets a group of its own. The process id is the program's.</summary>
    public static ProcessStartInfo StartInfo(string file, IEnumerable<string> arguments) => NewSession is null
        ? new ProcessStartInfo(file, arguments)
        : new ProcessStartInfo(NewSession, arguments.Prepend(file));

    private void Signal(int number)
    {
        // Just after the start the group may not be there yet; then there are no children either.
        if (NewSession is not null && kill(-process.Id, number) == 0)
            return;
        if (!OperatingSystem.IsWindows() && !process.HasExited)
            _ = kill(process.Id, number);
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int kill(int process, int signal);
}
