using System.Formats.Tar;
using System.IO.Compression;

namespace Dejima.Conventions.Packaging;

/// <summary>A package taken apart: its one folder's files by name.</summary>
public sealed record Package(string Root, IReadOnlyDictionary<string, byte[]> Files, IReadOnlyDictionary<string, UnixFileMode> Modes)
{
    public static async Task<Package> UnzipAsync(string path)
    {
        var files = new Dictionary<string, byte[]>();
        await using var zip = await ZipFile.OpenReadAsync(path);
        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
        {
            await using var content = await entry.OpenAsync();
            files[entry.FullName] = await WholeAsync(content);
        }

        return Of(Path.GetFileNameWithoutExtension(path), files, []);
    }

    public static async Task<Package> UntarAsync(string path)
    {
        var files = new Dictionary<string, byte[]>();
        var modes = new Dictionary<string, UnixFileMode>();
        await using var file = File.OpenRead(path);
        await using var plain = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(plain);
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            modes[entry.Name] = entry.Mode;
            if (entry.EntryType is not TarEntryType.Directory)
                files[entry.Name] = await WholeAsync(entry.DataStream!);
        }

        return Of(Path.GetFileName(path).Replace(".tar.gz", string.Empty, StringComparison.Ordinal), files, modes);
    }

    private static Package Of(string root, Dictionary<string, byte[]> files, Dictionary<string, UnixFileMode> modes) =>
        new(root, Below(root, files), Below(root, modes));

    private static Dictionary<string, T> Below<T>(string root, Dictionary<string, T> entries)
    {
        Assert.All(entries.Keys, name => Assert.StartsWith(root + "/", name, StringComparison.Ordinal));
        return entries.ToDictionary(entry => entry.Key[(root.Length + 1)..], entry => entry.Value);
    }

    private static async Task<byte[]> WholeAsync(Stream content)
    {
        var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
