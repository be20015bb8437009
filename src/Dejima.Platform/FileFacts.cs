using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dejima.Platform;

/// <summary>What a name stands for, itself and not what it links to.</summary>
/// <param name="IsRegular">A plain file: no link, folder, pipe, socket or device.</param>
/// <param name="IsLink">A symbolic link.</param>
/// <param name="IsFolder">A folder.</param>
/// <param name="IsOwn">This account is its owner. (Not asked on Windows, where folders made private stay so.)</param>
/// <param name="Names">How many hard links it has.</param>
/// <param name="Size">Bytes.</param>
/// <param name="IsSparse">It takes less of the disk than its size.</param>
/// <param name="Changed">When content or attributes last changed, in nanoseconds: differs after every change.</param>
internal sealed partial record FileFacts(bool IsRegular, bool IsLink, bool IsFolder, bool IsOwn, uint Names, ulong Size, bool IsSparse, Int128 Changed)
{
    private const int CurrentFolder = -100, NotThroughLinks = 0x100, OpenFileItself = 0x1000;
    private const uint BasicFacts = 0x7ff;
    private const int TypeMask = 0xf000, Regular = 0x8000, Link = 0xa000, Folder = 0x4000;

    /// <summary>Looks at a path; null when there is nothing.</summary>
    public static FileFacts? Of(string path)
    {
        if (OperatingSystem.IsWindows())
            return Windows.FileInformation.Of(path);
        return OperatingSystem.IsMacOS() ? Mac.FileStatus.Of(path) : Ask(CurrentFolder, path, NotThroughLinks);
    }

    /// <summary>Looks at an open file.</summary>
    public static FileFacts? Of(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
            return Windows.FileInformation.Of(file);
        return OperatingSystem.IsMacOS() ? Mac.FileStatus.Of(file) : Ask((int)file.DangerousGetHandle(), string.Empty, OpenFileItself);
    }

    private static FileFacts? Ask(int folder, string path, int flags)
    {
        if (StatX(folder, path, flags, BasicFacts, out var facts) != 0)
            return null;
        var type = facts.Mode & TypeMask;
        return new FileFacts(
            type == Regular, type == Link, type == Folder, facts.Owner == EffectiveUser(), facts.Links, facts.Size, facts.Blocks * 512 < facts.Size,
            ((Int128)facts.ChangedSeconds * 1_000_000_000) + facts.ChangedNanoseconds);
    }

    [LibraryImport(LibC.Name, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, out Statx facts);

    [LibraryImport(LibC.Name, EntryPoint = "geteuid")]
    internal static partial uint EffectiveUser();

    // struct statx is the same on every architecture, unlike struct stat.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statx
    {
        [FieldOffset(16)]
        public uint Links;
        [FieldOffset(20)]
        public uint Owner;
        [FieldOffset(28)]
        public ushort Mode;
        [FieldOffset(40)]
        public ulong Size;
        [FieldOffset(48)]
        public ulong Blocks;
        [FieldOffset(96)]
        public long ChangedSeconds;
        [FieldOffset(104)]
        public uint ChangedNanoseconds;
    }
}
