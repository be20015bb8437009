using System.Diagnostics;
using System.Globalization;

namespace Dejima.Testing;

/// <summary>A file system of a few MiB, to be filled. Needs root, for mount.</summary>
public sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public static bool Possible => Environment.IsPrivilegedProcess && File.Exists("/bin/mount");

    public string Path { get; }

    public static SmallDisk Mount(string path, int mebibytes, string mode = "0755")
    {
        Directory.CreateDirectory(path);
        Run("mount", "-t", "tmpfs", "-o", $"{Size(mebibytes)},mode={mode}", "tmpfs", path);
        return new SmallDisk(path);
    }

    public void Grow(int mebibytes) => Run("mount", "-o", $"remount,{Size(mebibytes)}", Path);

    /// <summary>No more files and folders than so many.</summary>
    public void Limit(int files) => Run("mount", "-o", string.Create(CultureInfo.InvariantCulture, $"remount,nr_inodes={files}"), Path);

    /// <summary>From now on nothing can be written there, or again.</summary>
    public void Set(bool writable) => Run("mount", "-o", $"remount,{(writable ? "rw" : "ro")}", Path);

    // Lazily: a process of the deployment may still be going.
    public void Dispose() => Run("umount", "-l", Path);

    private static string Size(int mebibytes) => string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m");

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit code {process.ExitCode}");
    }
}
