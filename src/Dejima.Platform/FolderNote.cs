using System.Runtime.InteropServices;
using System.Text;

namespace Dejima.Platform;

/// <summary>
/// A line of text that is kept with a folder itself, not in it (an extended attribute): it goes when the folder goes, and
/// nothing in the folder shows it. Where the file system has no such notes, there are none.
/// </summary>
internal static partial class FolderNote
{
    private const string Key = "user.dejima.owner";
    private const int Longest = 4096;

    /// <summary>Notes it, if the file system can.</summary>
    public static void Write(string folder, string text)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var bytes = Encoding.UTF8.GetBytes(text);
        _ = Set(folder, Key, bytes, (nuint)bytes.Length, 0);
    }

    /// <summary>What was noted; null when nothing was.</summary>
    public static string? Read(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var bytes = new byte[Longest];
        var length = Get(folder, Key, bytes, (nuint)bytes.Length);
        return length > 0 ? Encoding.UTF8.GetString(bytes, 0, (int)length) : null;
    }

    [LibraryImport(LibC.Name, EntryPoint = "lsetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(string path, string name, byte[] value, nuint size, int flags);

    [LibraryImport(LibC.Name, EntryPoint = "lgetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Get(string path, string name, [Out] byte[] value, nuint size);
}
