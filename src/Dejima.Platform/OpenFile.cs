using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Dejima.Platform;

/// <summary>What an open file is really called, links on the way resolved, asked of the file and not of a name.</summary>
internal static class OpenFile
{
    /// <summary>Its real path; null when the system does not tell.</summary>
    public static string? RealPath(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
            return Windows.FinalPath.Of(file);
        return OperatingSystem.IsMacOS()
            ? Mac.FinalPath.Of((int)file.DangerousGetHandle())
            : File.ResolveLinkTarget(Again((int)file.DangerousGetHandle()), returnFinalTarget: false)?.FullName;
    }

    /// <summary>A folder's real path; empty when the system does not tell.</summary>
    public static string RealFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return Windows.FinalPath.OfFolder(path) ?? string.Empty;
        var folder = LibC.OpenFolder(path);
        try
        {
            return (OperatingSystem.IsMacOS()
                ? Mac.FinalPath.Of(folder)
                : File.ResolveLinkTarget(Again(folder), returnFinalTarget: false)?.FullName) ?? string.Empty;
        }
        finally
        {
            _ = LibC.Close(folder);
        }
    }

    /// <summary>A path that opens this very file, whatever its name stands for by then. On Windows an open file keeps its name.</summary>
    public static string Again(SafeFileHandle file, string path) =>
        OperatingSystem.IsWindows() ? path : Again((int)file.DangerousGetHandle());

    /// <summary>How a file is shared so that it stays what it was when it was looked at, as far as the system can do so.</summary>
    public static FileShare Sharing => OperatingSystem.IsWindows() ? FileShare.Read : FileShare.ReadWrite | FileShare.Delete;

    private static string Again(int file) =>
        string.Create(CultureInfo.InvariantCulture, $"{(OperatingSystem.IsMacOS() ? "/dev/fd" : "/proc/self/fd")}/{file}");
}
