using System.ComponentModel;
using System.Runtime.InteropServices;
using Dejima.Client.Transfers;
using Dejima.Execution.Workspaces;
using Dejima.Platform;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Transfers;

/// <summary>
/// Moves fetched results from where rsync put them into the folder they are for. The site is not trusted: links that
/// lead out are left behind, and nothing is written through a link that stands in the folder.
/// </summary>
internal static partial class Placing
{
    /// <summary>Moves everything; each file is on the disk, whole, before it has its name.</summary>
    /// <param name="staging">What was fetched; gone afterwards.</param>
    /// <param name="target">Where results go.</param>
    /// <param name="dropped">Told the name of what is left behind.</param>
    /// <returns>The paths written.</returns>
    /// <exception cref="IOException">Something cannot be written.</exception>
    public static IReadOnlyList<string> Run(Staging staging, string target, Action<string> dropped)
    {
        var (written, folders) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal) { target });
        PrivateFolder.Remove(Path.Combine(staging.Files, Rsync.PartialFolder));
        var entries = FolderTree.Entries(staging.Files).ToList();
        FileFlush.Of(staging.Files, entries.Where(path => FileFacts.Of(path) is { IsRegular: true }));
        foreach (var path in entries.Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(staging.Files, path);
            var facts = FileFacts.Of(path);
            if (facts is { IsLink: true } ? !LinkText.StaysWithin(name, new FileInfo(path).LinkTarget!) : facts is { IsRegular: false } && !Directory.Exists(path))
            {
                dropped(name);
                continue;
            }

            if (facts is { IsLink: false, IsRegular: false })
            {
                Folder(target, name, folders);
                continue;
            }

            Folder(target, Path.GetDirectoryName(name)!, folders);
            Move(path, Path.Combine(target, name));
            written.Add(Path.Combine(target, name));
        }

        foreach (var folder in folders)
            FolderFlush.Of(folder);
        staging.Remove();
        return written;
    }

    // .NET's own does not move a link to a folder.
    private static void Move(string path, string place)
    {
        if (Rename(path, place) != 0)
            throw new IOException($"'{place}': {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    [LibraryImport(LibC.Name, EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string path, string place);

    private static void Folder(string target, string name, HashSet<string> folders)
    {
        var path = target;
        foreach (var part in name.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            path = Path.Combine(path, part);
            if (!folders.Add(path))
                continue;
            var folder = new DirectoryInfo(path);
            if (folder.LinkTarget is not null)
                throw new IOException(Say(
                    $"'{path}' is a link; results are not written through it. Choose another folder with --into.",
                    $"'{path}' はリンクです。リンクの先には結果を書きません。--into で別のフォルダーを指定してください。"));
            folder.Create();
        }
    }
}
