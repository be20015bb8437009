using System.Globalization;
using System.Runtime.InteropServices;
using Dejima.Execution.Workspaces;
using Dejima.Platform;

namespace Dejima.Ssh.Push.Connections;

/// <summary>A private folder for one connection's socket. Its name holds the process id, so that what a killed process left is found.</summary>
internal sealed partial class ControlFolder : IDisposable
{
    private const string Prefix = "dejima-ssh-";

    private ControlFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>The socket's path: short, since the system allows about 100 bytes.</summary>
    public string Socket => System.IO.Path.Combine(Path, "c");

    public static ControlFolder Create()
    {
        var root = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 and < 50 } own && IsOurs(own) ? own : "/tmp";
        Sweep(root);
        var path = System.IO.Path.Combine(root, string.Create(
            CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}"));
        PrivateFolder.Create(path);
        return new ControlFolder(path);
    }

    public void Dispose() => TryRemove(Path);

    /// <summary>Whether a path is a folder that belongs to this account, and that no other one can look into.</summary>
    public static bool IsOurs(string path)
    {
        // struct statx, which is the same on every architecture.
        const int currentFolder = -100, notThroughLinks = 0x100, basicFacts = 0x7ff, owner = 20, mode = 28, privateFolder = 0x4000 | 0x1C0;
        var facts = new byte[256];
        return StatX(currentFolder, path, notThroughLinks, basicFacts, facts) == 0
            && BitConverter.ToUInt32(facts, owner) == EffectiveUser() && BitConverter.ToUInt16(facts, mode) == privateFolder;
    }

    private static void Sweep(string root)
    {
        foreach (var left in Directory.EnumerateDirectories(root, Prefix + "*"))
        {
            var process = System.IO.Path.GetFileName(left)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !Directory.Exists($"/proc/{id}"))
                TryRemove(left);
        }
    }

    private static void TryRemove(string path)
    {
        try
        {
            PrivateFolder.Remove(path);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // Another user's, or being removed by another process: an old empty folder does no harm.
        }
    }

    [LibraryImport(LibC.Name, EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, [Out] byte[] facts);

    [LibraryImport(LibC.Name, EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
