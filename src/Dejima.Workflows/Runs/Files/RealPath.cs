using System.Runtime.InteropServices;
using System.Text;

namespace Dejima.Workflows.Runs.Files;

/// <summary>Where a path leads when every link on the way is followed.</summary>
internal static partial class RealPath
{
    private static readonly char Separator = Path.DirectorySeparatorChar;
    private const int LongestPath = 4096; // PATH_MAX of Linux; macOS has less

    /// <summary>The absolute path without links; null when it leads nowhere.</summary>
    public static string? Of(string path)
    {
        if (OperatingSystem.IsWindows())
            return Windows(path);
        Span<byte> real = stackalloc byte[LongestPath + 1];
        return realpath(path, real) == 0 ? null : Encoding.UTF8.GetString(real[..real.IndexOf((byte)0)]);
    }

    /// <summary>Whether a real path lies in a real folder.</summary>
    public static bool IsInside(string path, string folder) =>
        path.StartsWith(folder.TrimEnd(Separator) + Separator, StringComparison.Ordinal);

    // Links of folders on the way are not followed; making links needs a right that ordinary programs lack there.
    private static string? Windows(string path) => Path.Exists(path)
        ? Path.GetFullPath(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path)
        : null;

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint realpath(string path, Span<byte> resolved);
}
