using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Dejima.Platform.Mac;

/// <summary>What an open file is called, by <c>fcntl(F_GETPATH)</c>.</summary>
[SupportedOSPlatform("macos")]
internal static partial class FinalPath
{
    private const int GetPath = 50, LongestPath = 1024;

    /// <summary>Its path; null when the system does not tell.</summary>
    public static unsafe string? Of(int file)
    {
        var path = stackalloc byte[LongestPath];
        return Control(file, GetPath, 0, 0, 0, 0, 0, 0, path) == 0 ? Marshal.PtrToStringUTF8((nint)path) : null;
    }

    // On arm64 what follows the named arguments goes to the stack, where a ninth argument goes too.
    [LibraryImport(LibC.Name, EntryPoint = "fcntl", SetLastError = true)]
    private static unsafe partial int Control(int file, int command, nint c, nint d, nint e, nint f, nint g, nint h, byte* path);
}
