using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Dejima.Workflows.Runs.Files;

/// <summary>Sizes and digests of files.</summary>
internal sealed class FileMeasures
{
    private readonly ConcurrentDictionary<string, Lazy<Task<MeasuredFile>>> _given = [];

    /// <summary>Measures a file that is there before the run; once, however many ports it feeds.</summary>
    public Task<MeasuredFile> OfGivenAsync(string path, CancellationToken cancellationToken) => _given.GetOrAdd(
        path,
        key => new Lazy<Task<MeasuredFile>>(
            () => MeasureAsync(RealPath.Of(key) ?? key, Path.GetFileName(key), cancellationToken))).Value;

    /// <summary>Reads a file from its beginning to its end.</summary>
    public static async Task<MeasuredFile> MeasureAsync(string path, string name, CancellationToken cancellationToken)
    {
        using var content = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
        var digest = await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false);
        return new MeasuredFile(path, name, content.Position, Convert.ToHexStringLower(digest));
    }
}
