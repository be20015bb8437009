namespace Dejima.Workflows.Runs.Files;

/// <summary>Brings results to where the person looks for them.</summary>
internal static class ResultFiles
{
    /// <summary>Copies a file into a folder, whole or not at all.</summary>
    /// <returns>The absolute path of the copy.</returns>
    public static async Task<string> CopyAsync(
        string from, string folder, string name, CancellationToken cancellationToken)
    {
        var place = Path.Combine(folder, name);
        var parent = Path.GetDirectoryName(place)!;
        Directory.CreateDirectory(parent);
        var temporary = Path.Combine(parent, $".{Guid.NewGuid():N}.part");
        try
        {
            await using (var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0))
            await using (var target = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
                await source.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, place, overwrite: true);
            return place;
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
