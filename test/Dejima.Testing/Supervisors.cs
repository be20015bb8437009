using System.Diagnostics;

namespace Dejima.Testing;

/// <summary>Commands outlive their agent by design; a test that leaves one running ends it by its folder's name.</summary>
public static class Supervisors
{
    public static async Task EndAsync(string folder)
    {
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(entry), out var pid) || pid == Environment.ProcessId)
                continue;
            try
            {
                var line = await File.ReadAllTextAsync(Path.Combine(entry, "cmdline")).ConfigureAwait(false);
                if (line.Contains(folder, StringComparison.Ordinal))
                    Process.GetProcessById(pid).Kill();
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
            {
                // It ended by itself meanwhile.
            }
        }
    }
}
