using System.ComponentModel;
using System.Runtime.InteropServices;
using Dejima.Platform;

namespace Dejima.Ssh.Gate;

/// <summary>
/// The kernel's own fence (Landlock, Linux 5.19 or newer): from here on this thread, and the program it becomes, reaches
/// no file but those named, whatever its options or a link in the workspace say.
/// </summary>
internal static partial class Landlock
{
    private const int CreateRuleset = 444, AddRule = 445, RestrictSelf = 446;
    private const int VersionFlag = 1, BeneathPath = 1, NoNewPrivileges = 38, PathOnly = 0x200000, CloseOnExec = 0x80000;
    private const ulong Execute = 1, WriteFile = 2, ReadFile = 4, ReadFolder = 8, Truncate = 1 << 14;
    private const ulong AllSince2 = 0x3fff;

    private static readonly string[] Libraries = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64"];
    private static readonly string[] Files = ["/etc/ld.so.cache", "/etc/localtime"];

    /// <summary>Whether this kernel has such a fence.</summary>
    // Version 1 cannot allow a file to move between folders, which rsync does.
    public static bool IsAvailable => OperatingSystem.IsLinux() && Call(CreateRuleset, 0, 0, VersionFlag) >= 2;

    /// <summary>Puts the fence up.</summary>
    /// <param name="folder">The only folder in which anything may be read or written.</param>
    /// <param name="program">What may be started.</param>
    /// <returns>False when this kernel has no such fence.</returns>
    /// <exception cref="IOException">It has, and it could not be put up.</exception>
    public static unsafe bool Confine(string folder, string program)
    {
        if (!IsAvailable)
            return false;
        var version = Call(CreateRuleset, 0, 0, VersionFlag);
        var handled = AllSince2 | (version >= 3 ? Truncate : 0);
        var rules = (int)Must(Call(CreateRuleset, (nint)(&handled), sizeof(ulong), 0));
        foreach (var path in Libraries.Where(Directory.Exists))
            Allow(rules, path, Execute | ReadFile | ReadFolder);
        Allow(rules, program, Execute | ReadFile);
        foreach (var path in Files.Where(File.Exists))
            Allow(rules, path, ReadFile);
        Allow(rules, "/dev/null", ReadFile | WriteFile);
        Allow(rules, folder, handled & ~Execute);
        Must(ProcessControl(NoNewPrivileges, 1, 0, 0, 0));
        Must(Call(RestrictSelf, rules, 0, 0));
        _ = LibC.Close(rules);
        return true;
    }

    private static unsafe void Allow(int rules, string path, ulong rights)
    {
        var opened = (int)Must(Open(path, PathOnly | CloseOnExec));
        var rule = new Rule { Allowed = rights, Folder = opened };
        Must(AddRuleCall(AddRule, rules, BeneathPath, (nint)(&rule), 0));
        _ = LibC.Close(opened);
    }

    private static nint Must(nint result) => result >= 0
        ? result
        : throw new IOException($"the workspace cannot be fenced: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport(LibC.Name, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call(nint number, nint a, nint b, nint c);

    [LibraryImport(LibC.Name, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint AddRuleCall(nint number, nint rules, nint type, nint rule, nint flags);

    [LibraryImport(LibC.Name, EntryPoint = "prctl", SetLastError = true)]
    private static partial int ProcessControl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport(LibC.Name, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Rule
    {
        public ulong Allowed;
        public int Folder;
    }
}
