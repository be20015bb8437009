using System.Text.Json;
using Dejima.Cli.Sites;

namespace Dejima.Cli.Submitted;

/// <summary>The notes of handed-out calculations: one small file each below the user's state folder.</summary>
internal static class SubmittedStore
{
    private static string Folder => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state
            ? state
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state"),
        "dejima",
        "calculations");

    /// <summary>Where calculations pushed over SSH keep what is needed to go on with them.</summary>
    public static string PushedFolder => Path.Combine(Path.GetDirectoryName(Folder)!, "pushed");

    public static void Note(Guid id, string site, string into, SiteAddress address)
    {
        Directory.CreateDirectory(Folder);
        var (broker, ssh) = ((address as SiteAddress.ByBroker)?.Broker, (address as SiteAddress.BySsh)?.Ssh);
        var note = new SubmittedCalculation(
            id,
            site,
            Path.GetFullPath(into),
            broker?.Url,
            Full(broker?.TokenFile),
            Full(broker?.CaFile),
            broker?.Proxy,
            ssh);
        var temporary = PathOf(id) + ".new";
        File.WriteAllText(temporary, JsonSerializer.Serialize(note, SubmittedJson.Default.SubmittedCalculation));
        File.Move(temporary, PathOf(id), overwrite: true);
    }

    public static SubmittedCalculation? Find(Guid id)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(PathOf(id)), SubmittedJson.Default.SubmittedCalculation);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>All notes of calculations pushed over SSH: no broker knows those.</summary>
    public static IEnumerable<SubmittedCalculation> Pushed() => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*.json")
            .Select(path => Guid.TryParse(Path.GetFileNameWithoutExtension(path), out var id) ? Find(id) : null)
            .Where(note => note?.Ssh is not null)
            .Select(note => note!)
            .OrderBy(note => note.Id)
        : [];

    /// <summary>Removes the note of a calculation that its broker can be asked about.</summary>
    public static void Forget(Guid id)
    {
        if (Find(id) is { Ssh: not null })
            return;
        Erase(id);
    }

    /// <summary>Removes the note.</summary>
    public static void Erase(Guid id)
    {
        EraseFile(PathOf(id));
        EraseFile(MarkOf(id));
    }

    /// <summary>Removes a file of the folder.</summary>
    public static void EraseFile(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // Never noted here, or a folder that cannot be written: an old note does no harm.
        }
    }

    /// <summary>Where a calculation's <see cref="SubmissionMark"/> is.</summary>
    public static string MarkOf(Guid id) => Path.Combine(Folder, $"{id:D}.sending");

    private static string PathOf(Guid id) => Path.Combine(Folder, $"{id:D}.json");

    private static string? Full(string? path) => path is null ? null : Path.GetFullPath(path);
}
