using System.Diagnostics;
using System.Globalization;

namespace Dejima.Testing.Ssh;

/// <summary>The processes of one sshd, without what they run: commands are no business of theirs.</summary>
internal static class Daemons
{
    /// <summary>Every sshd that this one, or one below it, has started.</summary>
    public static List<int> Below(int daemon)
    {
        var parents = new Dictionary<int, int>();
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(entry), CultureInfo.InvariantCulture, out var process) && ParentOf(entry) is { } parent)
                parents[process] = parent;
        }

        var found = new List<int>();
        for (var (next, known) = (0, new List<int> { daemon }); next < known.Count; next++)
        {
            var children = parents.Where(pair => pair.Value == known[next]).Select(pair => pair.Key).ToList();
            known.AddRange(children);
            found.AddRange(children);
        }

        return found;
    }

    public static void KillBelow(int daemon)
    {
        foreach (var process in Below(daemon))
        {
            try
            {
                Process.GetProcessById(process).Kill();
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                // It ended by itself meanwhile.
            }
        }
    }

    private static int? ParentOf(string entry)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(entry, "stat"));
            var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..stat.LastIndexOf(')')];
            var rest = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return name.StartsWith("sshd", StringComparison.Ordinal) ? int.Parse(rest[1], CultureInfo.InvariantCulture) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
