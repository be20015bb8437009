using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Dejima.Platform.Windows;

/// <summary>Facts of a file by <c>GetFileInformationByHandleEx</c>. Every reparse point counts as a link.</summary>
[SupportedOSPlatform("windows")]
internal static partial class FileInformation
{
    private const int Basic = 0, Standard = 1;
    private const uint Folder = 0x10, Device = 0x40, ReparsePoint = 0x400, Sparse = 0x200;
    private const uint ReadAttributes = 0x80, ShareAll = 7, OpenExisting = 3, BackupSemantics = 0x02000000, PointItself = 0x00200000;

    public static FileFacts? Of(string path)
    {
        using var file = Open(path, throughLinks: false);
        return file.IsInvalid ? null : Of(file);
    }

    public static FileFacts? Of(SafeFileHandle file)
    {
        if (!AskBasic(file, Basic, out var basic, (uint)Marshal.SizeOf<BasicInformation>())
            || !AskStandard(file, Standard, out var standard, (uint)Marshal.SizeOf<StandardInformation>()))
            return null;
        var (link, folder) = ((basic.Attributes & ReparsePoint) != 0, (basic.Attributes & Folder) != 0);
        return new FileFacts(
            !link && !folder && (basic.Attributes & Device) == 0, link, folder && !link, true, standard.Links, (ulong)standard.Size,
            (basic.Attributes & Sparse) != 0, basic.Changed);
    }

    /// <summary>Opens a file or folder to look at it only.</summary>
    public static SafeFileHandle Open(string path, bool throughLinks) => Create(
        path, ReadAttributes, ShareAll, 0, OpenExisting, BackupSemantics | (throughLinks ? 0 : PointItself), 0);

    [LibraryImport("kernel32.dll", EntryPoint = "CreateFileW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial SafeFileHandle Create(string path, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    [LibraryImport("kernel32.dll", EntryPoint = "GetFileInformationByHandleEx", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AskBasic(SafeFileHandle file, int kind, out BasicInformation information, uint size);

    [LibraryImport("kernel32.dll", EntryPoint = "GetFileInformationByHandleEx", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AskStandard(SafeFileHandle file, int kind, out StandardInformation information, uint size);

    private struct BasicInformation
    {
        public long Created, Accessed, Written, Changed;
        public uint Attributes;
    }

    private struct StandardInformation
    {
        public long Allocated, Size;
        public uint Links;
        public byte IsDeleted, IsFolder;
    }
}
