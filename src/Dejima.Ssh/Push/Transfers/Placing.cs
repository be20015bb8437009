using System.ComponentModel;
using System.Runtime.InteropServices;
using Dejima.Execution.Workspaces;
using Dejima.Platform;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Transfers;

/// <summary>
/// Moves fetched results from where rsync put them into the folder they are for. The site is not trusted: links that
/// lead out are left behind, nothing is written through a link that stands in the folder, and in the user's home no
/// hidden file that was not asked for.
/// </summary>
/// <param name="staging">What was fetched; gone afterwards.</param>
/// <param name="target">Where results go.</param>
/// <param name="declared">The results that were asked for by name.</param>
/// <param name="left">Told the name of what is left behind, and why.</param>
internal sealed partial class Placing(Staging staging, string target, IReadOnlyList<string> declared, Action<string, string> left)
{
    private readonly List<string> _written = [];
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal) { target };

    /// <summary>Moves everything; each file is on the disk, whole, before it has its name.</summary>
    /// <param name="home">The user's home folder.</param>
    /// <returns>The paths written.</returns>
    /// <exception cref="IOException">Something cannot be written.</exception>
    public IReadOnlyList<string> Run(string home)
    {
        PrivateFolder.Remove(Path.Combine(staging.Files, Rsync.PartialFolder));
        var entries = FolderTree.Entries(staging.Files).ToList();
        FileFlush.Of(staging.Files, entries.Where(path => FileFacts.Of(path) is { IsRegular: true }));
        var (way, hidden) = (WayTo(home), new HashSet<string>(StringComparer.Ordinal));
        foreach (var path in entries.Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(staging.Files, path);
            if (Hidden(name, way) is not { } top)
                Place(path, name);
            else if (hidden.Add(top))
                left(top, Say("a hidden name in your home folder; choose another folder with --into", "ホームフォルダーの隠しファイルになるため。--into で別のフォルダーを指定してください"));
        }

        foreach (var folder in _folders)
            Folders.FlushWithParent(folder);
        RemoveStaging();
        return _written;
    }

    private void Place(string path, string name)
    {
        var facts = FileFacts.Of(path);
        if (WhyNot(path, name, facts) is { } why)
        {
            left(name, why);
        }
        else if (facts is { IsFolder: true })
        {
            Folder(name);
        }
        else
        {
            Folder(Path.GetDirectoryName(name)!);
            Move(path, Path.Combine(target, name));
            _written.Add(Path.Combine(target, name));
        }
    }

    // An entry that is not there under the name that it was listed by has one that .NET cannot say.
    private static string? WhyNot(string path, string name, FileFacts? facts) => facts switch
    {
        null => Say("its name is not UTF-8", "名前が UTF-8 ではないため"),
        { IsLink: true } => LinkText.StaysWithin(name, new FileInfo(path).LinkTarget!) ? null : Say("it leads out of the results", "結果の外を指すため"),
        { IsRegular: true } or { IsFolder: true } => null,
        _ => Say("it is no file", "ファイルではないため"),
    };

    /// <summary>How the home folder is reached from the target: "." when it is that, null when it is not there or below.</summary>
    private string? WayTo(string home)
    {
        Directory.CreateDirectory(target);
        var way = Path.GetRelativePath(RealPath(target, 0) ?? target, RealPath(home, 0) ?? home);
        return home.Length == 0 || way == ".." || way.StartsWith("../", StringComparison.Ordinal) ? null : way;
    }

    /// <summary>What of a name makes it hidden in the home folder, or in one that that is in; null for what may be placed.</summary>
    private string? Hidden(string name, string? way)
    {
        if (way is null || declared.Any(wanted => wanted == name || wanted.StartsWith(name + "/", StringComparison.Ordinal)))
            return null;
        var inside = name.StartsWith(way + "/", StringComparison.Ordinal) ? way.Length + 1 : 0;
        if (name[inside] != '.' && name[0] != '.')
            return null;
        var end = name.IndexOf('/', name[0] == '.' ? 0 : inside);
        return end < 0 ? name : name[..end];
    }

    // The results are where they belong; that something of this is left is no reason to fetch them again.
    private void RemoveStaging()
    {
        try
        {
            staging.Remove();
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            left(staging.Name, Say($"this folder can be removed now ({kept.Message})", $"このフォルダーは削除してかまいません（{kept.Message}）"));
        }
    }

    // .NET's own does not move a link to a folder.
    private static void Move(string path, string place)
    {
        if (Rename(path, place) != 0)
            throw new IOException($"'{place}': {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    private void Folder(string name)
    {
        var path = target;
        foreach (var part in name.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            path = Path.Combine(path, part);
            if (!_folders.Add(path))
                continue;
            var folder = new DirectoryInfo(path);
            if (folder.LinkTarget is not null)
                throw new IOException(Say(
                    $"'{path}' is a link; results are not written through it. Choose another folder with --into.",
                    $"'{path}' はリンクです。リンクの先には結果を書きません。--into で別のフォルダーを指定してください。"));
            folder.Create();
        }
    }

    [LibraryImport(LibC.Name, EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string path, string place);

    [LibraryImport(LibC.Name, EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial string? RealPath(string path, nint buffer);
}
