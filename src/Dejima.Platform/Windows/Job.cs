using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Dejima.Platform.Windows;

/// <summary>A job object: all that a command starts belongs to it, and ends with it - also when its supervisor is killed.</summary>
[SupportedOSPlatform("windows")]
internal sealed partial class Job : IDisposable
{
    private const int Accounting = 1, ExtendedLimits = 9;
    private const uint EndWithMe = 0x2000;
    private readonly SafeFileHandle _job = Create(0, 0);

    public Job()
    {
        var limits = new Limits { Flags = EndWithMe };
        _ = Set(_job, ExtendedLimits, ref limits, (uint)Marshal.SizeOf<Limits>());
    }

    /// <summary>Takes a process in; what it starts from here on is in too.</summary>
    public void Add(Process process) => _ = Assign(_job, process.SafeHandle.DangerousGetHandle());

    /// <summary>How many of it live.</summary>
    public int Living => Ask(_job, Accounting, out var counts, (uint)Marshal.SizeOf<Counts>(), 0) ? (int)counts.Active : 0;

    public void Kill() => _ = Terminate(_job, 1);

    public void Dispose() => _job.Dispose();

    [LibraryImport("kernel32.dll", EntryPoint = "CreateJobObjectW", SetLastError = true)]
    private static partial SafeFileHandle Create(nint security, nint name);

    [LibraryImport("kernel32.dll", EntryPoint = "SetInformationJobObject", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Set(SafeFileHandle job, int kind, ref Limits limits, uint size);

    [LibraryImport("kernel32.dll", EntryPoint = "QueryInformationJobObject", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Ask(SafeFileHandle job, int kind, out Counts counts, uint size, nint length);

    [LibraryImport("kernel32.dll", EntryPoint = "AssignProcessToJobObject", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Assign(SafeFileHandle job, nint process);

    [LibraryImport("kernel32.dll", EntryPoint = "TerminateJobObject", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Terminate(SafeFileHandle job, uint exitCode);

    // JOBOBJECT_EXTENDED_LIMIT_INFORMATION of 64 bits; only its flags are set.
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private struct Limits
    {
        [FieldOffset(16)]
        public uint Flags;
    }

    // JOBOBJECT_BASIC_ACCOUNTING_INFORMATION.
    [StructLayout(LayoutKind.Explicit, Size = 48)]
    private struct Counts
    {
        [FieldOffset(40)]
        public uint Active;
    }
}
