using System.Text.Json;
using Dejima.Client.Connections;

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

    public static void Note(Guid id, string site, string into, BrokerAddress address)
    {
        Directory.CreateDirectory(Folder);
        var note = new SubmittedCalculation(
            id,
            site,
            Path.GetFullPath(into),
            address.Url,
            Full(address.TokenFile),
            Full(address.CaFile),
            address.Proxy is { UserInfo.Length: 0 } ? address.Proxy : null);
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

    public static void Forget(Guid id)
    {
        try
        {
            File.Delete(PathOf(id));
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // Never noted here, or a folder that cannot be written: an old note does no harm.
        }
    }

    private static string PathOf(Guid id) => Path.Combine(Folder, $"{id:D}.json");

    private static string? Full(string? path) => path is null ? null : Path.GetFullPath(path);
}
