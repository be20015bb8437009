using System.Globalization;
using System.Runtime.InteropServices;

namespace Dejima.FaultInjection.Trials;

/// <summary>What the system knows of processes.</summary>
internal static partial class Processes
{
    public static IEnumerable<int> All => Directory.EnumerateDirectories("/proc")
        .Select(entry => int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0);

    /// <summary>Those whose environment names the text: a calculation's id, a folder.</summary>
    public static IEnumerable<int> WithVariable(string text) =>
        All.Where(id => Read(id, "environ").Contains(text, StringComparison.Ordinal));

    public static IEnumerable<int> ChildrenOf(int parent) => Read(parent, $"task/{parent}/children")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture));

    public static string CommandLine(int id) => Read(id, "cmdline").Replace('\0', ' ').TrimEnd();

    /// <summary>kill -9.</summary>
    public static void Kill(int id) => _ = kill(id, 9);

    private static string Read(int id, string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{what}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);
}
