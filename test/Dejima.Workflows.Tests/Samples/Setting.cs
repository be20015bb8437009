using System.Runtime.CompilerServices;
using System.Runtime.Versioning;

// The modules of these tests are shell scripts.
[assembly: UnsupportedOSPlatform("windows")]

namespace Dejima.Workflows.Tests.Samples;

internal static class Setting
{
    /// <summary>The tests read messages in English, whatever the machine's language.</summary>
    [ModuleInitializer]
    public static void SpeakEnglish() => Environment.SetEnvironmentVariable("DEJIMA_LANG", "en");
}
