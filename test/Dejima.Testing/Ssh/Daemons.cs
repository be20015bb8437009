using System.Diagnostics;
using System.Globalization;

namespace Dejima.Testing.Ssh;

/// <summary>The processes of one sshd, without what they run: commands are no business of theirs. And those of one host.</summary>
public static class Daemons
{
    /// <summary>Every sshd that this one, or one below it, has started.</summary>
    public static List<int> Below(int daemon) => Below(daemon, name => name.StartsWith("sshd", StringComparison.Ordinal));

    public static void KillBelow(int daemon) => Kill(Below(daemon));

    /// <summary>kill -9 of every <c>ssh</c> that a process, or one that it has started, holds.</summary>
    public static void KillClientsBelow(int process) =>
        Kill(Below(process, _ => true).Where(found => StatOf($"/proc/{found}") is { Name: "ssh" }));

    private static List<int> Below(int ancestor, Func<string, bool> named)
    {
        var parents = new Dictionary<int, int>();
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(entry), CultureInfo.InvariantCulture, out var process) && StatOf(entry) is { } stat && named(stat.Name))
                parents[process] = stat.Parent;
        }

        var found = new List<int>();
        for (var (next, known) = (0, new List<int> { ancestor }); next < known.Count; next++)
        {
            var children = parents.Where(pair => pair.Value == known[next]).Select(pair => pair.Key).ToList();
            known.AddRange(children);
            found.AddRange(children);
        }

        return found;
    }

    private static void Kill(IEnumerable<int> processes)
    {
        foreach (var process in processes)
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

    private static (string Name, int Parent)? StatOf(string entry)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(entry, "stat"));
            var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..stat.LastIndexOf(')')];
            return (name, int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
