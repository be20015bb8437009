using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Dejima.Platform.Mac;

/// <summary>Facts of a file by <c>lstat</c> and <c>fstat</c>, in the form they have on arm64.</summary>
[SupportedOSPlatform("macos")]
internal static partial class FileStatus
{
    private const int TypeMask = 0xf000, Regular = 0x8000, Link = 0xa000, Folder = 0x4000;

    public static FileFacts? Of(string path) => LStat(path, out var status) == 0 ? Facts(status) : null;

    public static FileFacts? Of(SafeFileHandle file) => FStat((int)file.DangerousGetHandle(), out var status) == 0 ? Facts(status) : null;

    private static FileFacts Facts(Status status)
    {
        var type = status.Mode & TypeMask;
        return new FileFacts(
            type == Regular, type == Link, type == Folder, status.Owner == FileFacts.EffectiveUser(), status.Links, (ulong)status.Size, status.Blocks * 512 < status.Size,
            ((Int128)status.ChangedSeconds * 1_000_000_000) + status.ChangedNanoseconds);
    }

    [LibraryImport(LibC.Name, EntryPoint = "lstat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LStat(string path, out Status status);

    [LibraryImport(LibC.Name, EntryPoint = "fstat", SetLastError = true)]
    private static partial int FStat(int file, out Status status);

    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private struct Status
    {
        [FieldOffset(4)]
        public ushort Mode;
        [FieldOffset(6)]
        public ushort Links;
        [FieldOffset(16)]
        public uint Owner;
        [FieldOffset(64)]
        public long ChangedSeconds;
        [FieldOffset(72)]
        public long ChangedNanoseconds;
        [FieldOffset(96)]
        public long Size;
        [FieldOffset(104)]
        public long Blocks;
    }
}
