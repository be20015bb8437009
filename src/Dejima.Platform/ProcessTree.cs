using System.Globalization;

namespace Dejima.Platform;

/// <summary>Finds processes through <c>/proc</c>. Where there is none, it finds none.</summary>
internal static class ProcessTree
{
    /// <summary>Sends a signal to every descendant of a process.</summary>
    public static void Signal(int root, LibC.Signal signal)
    {
        foreach (var process in Descendants(root))
            _ = LibC.Kill(process, signal);
    }

    /// <summary>Ends every process that was started with this variable in its environment, and says how many there were.</summary>
    /// <remarks>For the case that nobody is left who knows the tree. Only this account's processes can be seen.</remarks>
    public static int KillMarked(string variable, string value)
    {
        var mark = System.Text.Encoding.UTF8.GetBytes($"\0{variable}={value}\0");
        var found = All().Where(process => process != Environment.ProcessId && Carries(process, mark)).ToList();
        foreach (var process in found)
            _ = LibC.Kill(process, LibC.Signal.Kill);
        return found.Count;
    }

    private static List<int> Descendants(int root)
    {
        var children = All()
            .Select(process => (Process: process, Parent: ParentOf(process)))
            .ToLookup(pair => pair.Parent, pair => pair.Process);
        var found = new List<int>();
        var next = new Queue<int>(children[root]);
        while (next.TryDequeue(out var process))
        {
            found.Add(process);
            foreach (var child in children[process])
                next.Enqueue(child);
        }

        return found;
    }

    private static IEnumerable<int> All() => (Directory.Exists("/proc") ? Directory.EnumerateDirectories("/proc") : [])
        .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0);

    // "PID (NAME) STATE PARENT ...", where the name may hold anything, a closing bracket too.
    private static int ParentOf(int process)
    {
        var stat = Read(process, "stat");
        var text = System.Text.Encoding.Latin1.GetString(stat);
        var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;
    }

    private static bool Carries(int process, byte[] mark) =>
        ((byte[])[0, .. Read(process, "environ")]).AsSpan().IndexOf(mark) >= 0;

    // Processes come and go while they are looked at, and others' environments cannot be read.
    private static byte[] Read(int process, string file)
    {
        try
        {
            return File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
