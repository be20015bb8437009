namespace Dejima.Platform;

/// <summary>How a disk, or the account's part of one, that is full shows in an <see cref="IOException"/>.</summary>
internal static class FullDisk
{
    private const int NoSpace = 28, QuotaReached = 122, QuotaReachedMac = 69, DiskFullWindows = unchecked((int)0x80070070);

    /// <summary>Whether a failure comes of that.</summary>
    public static bool IsWhy(IOException failure) => failure.HResult is NoSpace or QuotaReached or DiskFullWindows
        || (OperatingSystem.IsMacOS() && failure.HResult == QuotaReachedMac);
}
