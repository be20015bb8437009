using System.Runtime.InteropServices;

namespace Dejima.Platform;

/// <summary>
/// Starts programs with <c>posix_spawn</c>. .NET's own way can only give a child pipes, which would have to be copied and
/// would break when this process ends; here the child writes to files itself.
/// </summary>
internal static partial class PosixSpawn
{
    // Room enough for posix_spawnattr_t (336), posix_spawn_file_actions_t (80) and sigset_t (128) of glibc; macOS needs less.
    private const int OpaqueSize = 512;
    private const int ReadOnly = 0;
    private const uint OwnerOnly = 0x180;
    private const short OwnSignals = 0x04 | 0x08;
    private static readonly bool IsMac = OperatingSystem.IsMacOS();

    // Write only, create, append.
    private static readonly int Appending = IsMac ? 0x209 : 0x441;

    // On macOS with "close all that is not named", which glibc has a file action for.
    private static readonly short OwnSession = IsMac ? (short)(0x400 | 0x4000) : (short)0x80;

    /// <summary>Starts it.</summary>
    /// <returns>0 and the process id, or the system's error number.</returns>
    public static unsafe int Start(Spawn spawn, out int process)
    {
        process = 0;
        if (spawn.Arguments.Concat(spawn.Environment.Values).Any(text => text.Contains('\0', StringComparison.Ordinal)))
            return LibC.InvalidArgument;
        var memory = stackalloc byte[2 * OpaqueSize];
        var (actions, attributes) = ((nint)memory, (nint)memory + OpaqueSize);
        _ = InitActions(actions);
        _ = InitAttributes(attributes);
        try
        {
            Files(actions, spawn);
            Attributes(attributes);
            string?[] arguments = [.. spawn.Arguments, null];
            string?[] environment = [.. spawn.Environment.Select(entry => $"{entry.Key}={entry.Value}"), null];
            return Run(out process, spawn.Program, actions, attributes, arguments, environment);
        }
        finally
        {
            _ = DestroyActions(actions);
            _ = DestroyAttributes(attributes);
        }
    }

    private static void Files(nint actions, Spawn spawn)
    {
        Must(spawn.StdinFile is { } stdin ? AddDuplicate(actions, stdin, 0) : AddOpen(actions, 0, "/dev/null", ReadOnly, 0));
        Must(spawn.StdoutFile is { } stdout
            ? AddDuplicate(actions, stdout, 1)
            : AddOpen(actions, 1, spawn.Stdout, Appending, OwnerOnly));
        Must(AddOpen(actions, 2, spawn.Stderr, Appending, OwnerOnly));
        if (spawn.Inherit is { } file)
            Must(AddDuplicate(actions, file, Spawn.InheritedFile));
        if (!IsMac)
            Must(AddCloseFrom(actions, Spawn.InheritedFile + (spawn.Inherit is null ? 0 : 1)));
        if (spawn.Folder is { } folder)
            Must(AddChangeDirectory(actions, folder));
    }

    // .NET ignores SIGPIPE, and what is ignored stays ignored in a child: give it back every signal's usual meaning.
    private static unsafe void Attributes(nint attributes)
    {
        var memory = stackalloc byte[OpaqueSize];
        var signals = (nint)memory;
        _ = FillSet(signals);
        Must(SetDefaultSignals(attributes, signals));
        _ = EmptySet(signals);
        Must(SetSignalMask(attributes, signals));
        Must(SetFlags(attributes, (short)(OwnSignals | OwnSession)));
    }

    private static void Must(int error)
    {
        if (error != 0)
            throw new InvalidOperationException($"posix_spawn could not be prepared: error {error}");
    }

    [LibraryImport(LibC.Name, EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Run(
        out int process, string path, nint actions, nint attributes, string?[] arguments, string?[] environment);
    [LibraryImport(LibC.Name, EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitActions(nint actions);
    [LibraryImport(LibC.Name, EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int DestroyActions(nint actions);
    [LibraryImport(LibC.Name, EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddOpen(nint actions, int file, string path, int flags, uint mode);
    [LibraryImport(LibC.Name, EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int AddDuplicate(nint actions, int file, int target);
    [LibraryImport(LibC.Name, EntryPoint = "posix_spawn_file_actions_addclosefrom_np")]
    private static partial int AddCloseFrom(nint actions, int first);
    [LibraryImport(LibC.Name, EntryPoint = "posix_spawn_file_actions_addchdir_np", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddChangeDirectory(nint actions, string path);
    [LibraryImport(LibC.Name, EntryPoint = "posix_spawnattr_init")]
    private static partial int InitAttributes(nint attributes);
    [LibraryImport(LibC.Name, EntryPoint = "posix_spawnattr_destroy")]
    private static partial int DestroyAttributes(nint attributes);
    [LibraryImport(LibC.Name, EntryPoint = "posix_spawnattr_setflags")]
    private static partial int SetFlags(nint attributes, short flags);
    [LibraryImport(LibC.Name, EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int SetDefaultSignals(nint attributes, nint signals);
    [LibraryImport(LibC.Name, EntryPoint = "posix_spawnattr_setsigmask")]
    private static partial int SetSignalMask(nint attributes, nint signals);
    [LibraryImport(LibC.Name, EntryPoint = "sigfillset")]
    private static partial int FillSet(nint signals);
    [LibraryImport(LibC.Name, EntryPoint = "sigemptyset")]
    private static partial int EmptySet(nint signals);
}
