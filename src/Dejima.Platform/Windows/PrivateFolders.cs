using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace Dejima.Platform.Windows;

/// <summary>Folders that only this account, and who it starts as itself, can use.</summary>
[SupportedOSPlatform("windows")]
internal static partial class PrivateFolders
{
    /// <summary>Makes one, new; the error is the last one of the system.</summary>
    public static bool Make(string path)
    {
        if (!Create(path, 0))
            return false;
        var rules = new DirectorySecurity();
        rules.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        rules.AddAccessRule(new FileSystemAccessRule(
            WindowsIdentity.GetCurrent().User!, FileSystemRights.FullControl,
            InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit, PropagationFlags.None, AccessControlType.Allow));
        new DirectoryInfo(path).SetAccessControl(rules);
        return true;
    }

    [LibraryImport("kernel32.dll", EntryPoint = "CreateDirectoryW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Create(string path, nint security);
}
