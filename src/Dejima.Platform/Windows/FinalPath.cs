using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Dejima.Platform.Windows;

/// <summary>What an open file or folder is really called.</summary>
[SupportedOSPlatform("windows")]
internal static partial class FinalPath
{
    private const int Longest = 32768;
    private const string Long = @"\\?\", LongShare = @"\\?\UNC\";

    /// <summary>Its path; null when the system does not tell.</summary>
    public static unsafe string? Of(SafeFileHandle file)
    {
        var path = new char[Longest];
        int length;
        fixed (char* start = path)
            length = (int)Ask(file, (ushort*)start, Longest, 0);
        if (length is 0 or >= Longest)
            return null;
        var text = new string(path, 0, length);
        return text.StartsWith(LongShare, StringComparison.Ordinal) ? @"\\" + text[LongShare.Length..]
            : text.StartsWith(Long, StringComparison.Ordinal) ? text[Long.Length..] : text;
    }

    /// <summary>A folder's.</summary>
    public static string? OfFolder(string path)
    {
        using var folder = FileInformation.Open(path, throughLinks: true);
        return folder.IsInvalid ? null : Of(folder);
    }

    [LibraryImport("kernel32.dll", EntryPoint = "GetFinalPathNameByHandleW", SetLastError = true)]
    private static unsafe partial uint Ask(SafeFileHandle file, ushort* path, uint length, uint flags);
}
