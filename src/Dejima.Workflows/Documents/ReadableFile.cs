using System.Runtime.InteropServices;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Documents;

/// <summary>
/// Says whether a path leads to a regular file that can be read, without waiting on pipes and devices.
/// </summary>
internal static partial class ReadableFile
{
    private const int FromCurrentDirectory = -100; // AT_FDCWD
    private const uint TypeAndMode = 0x3;          // STATX_TYPE | STATX_MODE
    private const int ModeOffset = 28;             // of stx_mode in struct statx
    private const ushort TypeMask = 0xF000;        // S_IFMT
    private const ushort Regular = 0x8000;         // S_IFREG

    /// <summary>What is wrong with the file; null when nothing is. Links are followed.</summary>
    public static string? Fault(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            return Say("is not a path", "パスではありません");
        if (Directory.Exists(path))
            return Say($"'{path}' is a folder, not a file", $"'{path}' はファイルでなくフォルダです");
        if (!File.Exists(path))
            return Say($"there is no file '{path}'", $"ファイル '{path}' がありません");

        // Opening a pipe would wait for its other end, so the type is asked for first.
        if (OperatingSystem.IsLinux() && !IsRegular(path))
            return Say($"'{path}' is not a regular file", $"'{path}' は通常のファイルではありません");
        try
        {
            using var handle = File.OpenHandle(path);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Say($"'{path}' cannot be read: {fault.Message}", $"'{path}' が読めません: {fault.Message}");
        }
    }

    private static bool IsRegular(string path)
    {
        Span<byte> status = stackalloc byte[256];
        return statx(FromCurrentDirectory, path, 0, TypeAndMode, status) == 0 &&
            (BitConverter.ToUInt16(status[ModeOffset..]) & TypeMask) == Regular;
    }

    // See statx(2); unlike stat its structure is the same on every architecture.
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(int folder, string path, int flags, uint mask, Span<byte> status);
}
