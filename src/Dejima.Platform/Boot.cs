namespace Dejima.Platform;

/// <summary>Tells whether the machine was started anew: after a power failure what was written last may be missing.</summary>
public static class Boot
{
    private const string File = "/proc/sys/kernel/random/boot_id";

    /// <summary>Changes when the machine starts anew.</summary>
    public static string Id { get; } = Ask();

    private static string Ask()
    {
        if (OperatingSystem.IsWindows())
            return Windows.Boots.Count();
        if (OperatingSystem.IsMacOS())
            return Mac.Session.Id();
        return System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File).Trim() : string.Empty;
    }
}
