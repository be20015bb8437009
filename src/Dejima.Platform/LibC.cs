using System.Runtime.InteropServices;

// Only where the system keeps its libraries, never beside the program.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Dejima.Platform;

/// <summary>The few calls of the C library that .NET has no form of. Linux with glibc 2.34 or newer; macOS, where some numbers differ.</summary>
internal static partial class LibC
{
    // The very file name: "libc" alone is looked for in a hundred places, which takes longer than everything else.
    public const string Name = "libc.so.6";
    public const int AlreadyExists = 17;
    public const int Interrupted = 4;
    public const int InvalidArgument = 22;
    private const int ReadWrite = 2;
    private const int SetChildSubreaper = 36;
    private static readonly int CloseOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    public enum Signal
    {
        Interrupt = 2,
        Kill = 9,
        Terminate = 15,
    }

    [Flags]
    public enum Lock
    {
        Shared = 1,
        Exclusive = 2,
        OrFail = 4,
    }

    /// <summary>Makes a folder; fails when the name is taken, be it by a link.</summary>
    [LibraryImport(Name, EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeDirectory(string path, uint mode);

    [LibraryImport(Name, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, Signal signal);

    [LibraryImport(Name, EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitProcess(int process, out int status, int options);

    /// <summary>A lock that belongs to the open file: it lasts until every process that inherited it has closed it.</summary>
    [LibraryImport(Name, EntryPoint = "flock", SetLastError = true)]
    public static partial int LockFile(int file, Lock operation);

    [LibraryImport(Name, EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport(Name, EntryPoint = "fsync", SetLastError = true)]
    public static partial int Flush(int file);

    /// <summary>From here on, orphaned descendants become this process's children instead of init's.</summary>
    public static bool AdoptOrphans() => OperatingSystem.IsLinux() && ProcessControl(SetChildSubreaper, 1, 0, 0, 0) == 0;

    /// <summary>Opens an existing file without the locks that .NET puts on files it opens.</summary>
    public static int OpenReadWrite(string path) => Open(path, ReadWrite | CloseOnExec);

    /// <summary>Opens a folder, to flush it.</summary>
    public static int OpenFolder(string path) => Open(path, CloseOnExec);

    [LibraryImport(Name, EntryPoint = "prctl", SetLastError = true)]
    private static partial int ProcessControl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport(Name, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
