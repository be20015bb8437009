namespace Dejima.Execution.Workspaces;

/// <summary>The disk of the workspaces has not enough room for a calculation's inputs.</summary>
/// <param name="message">Which, and how much; for the site only.</param>
public sealed class NoRoomException(string message) : IOException(message)
{
    private const int NoSpace = 28, QuotaReached = 122, QuotaReachedMac = 69, DiskFullWindows = unchecked((int)0x80070070);

    /// <summary>Whether a failure comes of a full disk.</summary>
    public static bool IsWhy(IOException failure) => failure is NoRoomException or { HResult: NoSpace or QuotaReached or DiskFullWindows }
        || (OperatingSystem.IsMacOS() && failure.HResult == QuotaReachedMac);
}
