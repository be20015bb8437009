using System.ComponentModel;
using System.Runtime.InteropServices;
using Dejima.Execution.Workspaces;
using Dejima.Platform;
using Microsoft.Extensions.Logging;

namespace Dejima.Ssh.Gate;

/// <summary>Becomes rsync's server side, in a workspace and fenced in it.</summary>
internal static partial class RsyncServer
{
    /// <summary>The variable by which an rsync of a calculation is found again.</summary>
    public const string Mark = "DEJIMA_TRANSFER";

    private const int SignalPipe = 13;
    private static readonly string[] Places = ["/usr/bin/rsync", "/usr/local/bin/rsync", "/bin/rsync"];

    /// <summary>The program; null when the site has none.</summary>
    public static string? Program => Places.FirstOrDefault(IsProgram);

    private static bool IsProgram(string path) =>
        File.Exists(path) && !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherExecute);

    /// <summary>Does not return when all is well: this process is rsync then.</summary>
    /// <exception cref="GateException">It cannot be.</exception>
    public static void Become(AskedCommand.Transfer asked, string folder, GateDuty duty)
    {
        var program = Program ?? throw new GateException(GateReasons.NoRsync);
        try
        {
            Directory.SetCurrentDirectory(folder);
            if (!asked.Send)
                LimitFiles(duty.Own(asked.Calculation));
            if (!Landlock.Confine(folder, program) && !duty.Policy.FenceOptional)
            {
                LogNoFence(duty.Logger);
                throw new GateException(GateReasons.Unusable);
            }
        }
        catch (IOException failure)
        {
            LogNotStarted(duty.Logger, asked.Calculation, failure.Message);
            throw new GateException(GateReasons.Trouble);
        }

        // .NET ignores SIGPIPE, and what is ignored stays ignored in the program this becomes.
        _ = Signal(SignalPipe, 0);
        string?[] arguments = ["rsync", .. asked.Words, null];
        string?[] environment = ["PATH=/usr/bin:/bin", "LANG=C.UTF-8", $"{Mark}={asked.Calculation:D}", null];
        _ = Execute(program, arguments, environment);
        LogNotStarted(duty.Logger, asked.Calculation, new Win32Exception(Marshal.GetLastPInvokeError()).Message);
        throw new GateException(GateReasons.Trouble);
    }

    // No file can grow beyond the largest that was declared.
    private static void LimitFiles(GateCalculation calculation)
    {
        const int fileSize = 1;
        const ulong slack = 1 << 20;
        var most = (ulong)calculation.Record.Order.Inputs.Select(input => input.Size).DefaultIfEmpty().Max() + slack;
        _ = SetLimit(fileSize, [most, most]);
    }

    [LibraryImport(LibC.Name, EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, ulong[] softAndHard);

    [LibraryImport(LibC.Name, EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string program, string?[] arguments, string?[] environment);

    [LibraryImport(LibC.Name, EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint handler);

    [LoggerMessage(LogLevel.Error, "This kernel has no Landlock (Linux 5.19), so rsync cannot be fenced in its workspace. The policy's `fence: optional` lets it run all the same.")]
    private static partial void LogNoFence(ILogger logger);

    [LoggerMessage(LogLevel.Error, "rsync cannot be started for calculation {Calculation}: {Cause}")]
    private static partial void LogNotStarted(ILogger logger, Guid calculation, string cause);
}
