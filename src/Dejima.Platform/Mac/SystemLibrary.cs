using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dejima.Platform.Mac;

/// <summary>The C library has another name there.</summary>
internal static class SystemLibrary
{
#pragma warning disable CA2255 // The calls are declared once, with Linux's name; this must come before the first of them.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Name()
    {
        if (OperatingSystem.IsMacOS())
        {
            NativeLibrary.SetDllImportResolver(
                typeof(SystemLibrary).Assembly, (name, _, _) => name == LibC.Name ? NativeLibrary.Load("/usr/lib/libSystem.dylib") : 0);
        }
    }
}
