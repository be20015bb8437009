using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Dejima.Platform;

/// <summary>What .NET has no call for about folders.</summary>
internal static class Folders
{
    private const uint OwnerOnly = 0x1C0;
    private const int NoSuchFolder = 2, NotAllowed = 13, AlreadyExistsOnWindows = 183, HResultOfWindows = unchecked((int)0x80070000);

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
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The system could not.</exception>
    public static void Flush(string path)
    {
        if (!OperatingSystem.IsWindows() && TryFlush(path) is var error and not 0)
            throw Unflushed(path, error);
    }

    /// <summary>Flushes a folder that may be new, and the one it stands in. What this account cannot read, it cannot flush.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    public static void FlushWithParent(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var folder in new[] { path, Path.GetDirectoryName(path) }.OfType<string>())
        {
            if (TryFlush(folder) is var error and not (0 or NotAllowed))
                throw Unflushed(folder, error);
        }
    }

    // The system's error number, 0 for none.
    private static int TryFlush(string path)
    {
        var folder = LibC.OpenFolder(path);
        if (folder < 0)
            return Marshal.GetLastPInvokeError();
        var error = LibC.Flush(folder) == 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = LibC.Close(folder);
        // Kinds of file systems that have no such thing to do say so.
        return error == LibC.InvalidArgument ? 0 : error;
    }

    private static IOException Unflushed(string path, int error) => error == NoSuchFolder
        ? new DirectoryNotFoundException($"'{path}' is not there")
        : new IOException($"'{path}' cannot be flushed to the disk: {new Win32Exception(error).Message}", error);
}
