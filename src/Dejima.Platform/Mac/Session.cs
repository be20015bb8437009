using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Dejima.Platform.Mac;

/// <summary>What tells one start of the machine from the next.</summary>
[SupportedOSPlatform("macos")]
internal static partial class Session
{
    /// <summary>The system's id of this session; empty when it does not tell.</summary>
    public static unsafe string Id()
    {
        var text = stackalloc byte[64];
        nint size = 64;
        return Ask("kern.bootsessionuuid", text, ref size, 0, 0) == 0
            ? Encoding.ASCII.GetString(text, (int)size).TrimEnd('\0')
            : string.Empty;
    }

    [LibraryImport(LibC.Name, EntryPoint = "sysctlbyname", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Ask(string name, byte* value, ref nint size, nint next, nint nextSize);
}
