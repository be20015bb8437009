using System.Runtime.Versioning;
using Microsoft.Win32;

namespace Dejima.Platform.Windows;

/// <summary>The system's count of its starts.</summary>
[SupportedOSPlatform("windows")]
internal static class Boots
{
    private const string Key = @"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters";

    /// <summary>Which start this is; empty when the system does not tell.</summary>
    public static string Count() => Registry.GetValue(Key, "BootId", null)?.ToString() ?? string.Empty;
}
