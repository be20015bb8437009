namespace Dejima.Platform;

/// <summary>Tells whether the machine was started anew: after a power failure what was written last may be missing.</summary>
public static class Boot
{
    /// <summary>Changes when the machine starts anew.</summary>
    public static string Id { get; } =
        File.Exists("/proc/sys/kernel/random/boot_id") ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : string.Empty;
}
