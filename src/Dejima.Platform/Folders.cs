using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Dejima.Platform;

/// <summary>What .NET has no call for about folders.</summary>
internal static class Folders
{
    private const uint OwnerOnly = 0x1C0;
    private const int AlreadyExistsOnWindows = 183, HResultOfWindows = unchecked((int)0x80070000);

    /// <summary>Makes a folder that only this account can use; making it and finding it new are one step.</summary>
    /// <exception cref="IOException">The name is taken, be it by a link, or it cannot be made.</exception>
    public static void MakePrivate(string path)
    {
        var made = OperatingSystem.IsWindows() ? Windows.PrivateFolders.Make(path) : LibC.MakeDirectory(path, OwnerOnly) == 0;
        if (made)
            return;
        var error = Marshal.GetLastPInvokeError();
        var words = error is LibC.AlreadyExists or AlreadyExistsOnWindows
            ? $"'{path}' already exists; it was not made by Dejima and is left alone"
            : $"'{path}' cannot be made: {new Win32Exception(error).Message}";
        // With the system's number, as .NET's own failures have it: a full disk must be told from the rest.
        throw new IOException(words, OperatingSystem.IsWindows() ? HResultOfWindows | error : error);
    }

    /// <summary>Flushes a folder: a rename lasts only once its folder is on the disk. Windows does so by itself.</summary>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = LibC.OpenFolder(path);
        if (folder < 0)
            return;
        _ = LibC.Flush(folder);
        _ = LibC.Close(folder);
    }
}
