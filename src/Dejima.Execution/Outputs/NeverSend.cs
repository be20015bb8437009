using System.Security.Cryptography;
using Dejima.Contracts.Calculations;
using Dejima.Core.Transfers;
using Dejima.Execution.Platform;

namespace Dejima.Execution.Outputs;

/// <summary>
/// The policy's <c>never-send</c>: no output may have the content of a file listed there. Only files of an output's size
/// are read, at the moment of sending, so there is no index that could be out of date. When something listed is missing
/// or cannot be read, nothing is sent.
/// </summary>
/// <param name="paths">Files and folders (absolute).</param>
public sealed class NeverSend(IReadOnlyList<string> paths)
{
    /// <summary>Returns when all may be sent.</summary>
    /// <exception cref="WithheldException">One may not, or that cannot be told.</exception>
    public async Task CheckAsync(IReadOnlyList<DeclaredFile> outputs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        // Having no content in common is what counts, and an empty file has none.
        var bySize = outputs.Where(output => output.Size > 0).ToLookup(output => output.Size);
        if (bySize.Count == 0)
            return;
        var current = string.Empty;
        try
        {
            foreach (var path in paths.SelectMany(path => Files(current = path)))
            {
                current = path;
                var alike = FileFacts.Of(path) is { IsRegular: true } facts ? bySize[(long)facts.Size].ToList() : [];
                if (alike.Count == 0)
                    continue;
                var digest = await DigestAsync(path, cancellationToken).ConfigureAwait(false);
                if (alike.FirstOrDefault(output => output.Sha256 == digest) is { } same)
                    throw new WithheldException(same.Name, OutputFault.NeverSend, path);
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new WithheldException(outputs[0].Name, OutputFault.NeverSendUnreadable, current);
        }
    }

    // Links in it count as what they lead to, and a folder that leads back to itself is entered once.
    private static IEnumerable<string> Files(string path)
    {
        if (!Path.Exists(path))
            throw new FileNotFoundException("missing", path);
        var entered = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>([path]);
        while (next.TryDequeue(out var entry))
        {
            var real = Real(entry);
            if (!Directory.Exists(real))
                yield return real;
            else if (entered.Add(real))
                Directory.GetFileSystemEntries(real).ToList().ForEach(next.Enqueue);
        }
    }

    private static string Real(string path) =>
        new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;

    private static async Task<string> DigestAsync(string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
        await using var _ = stream.ConfigureAwait(false);
        await HashedCopy.RunAsync(stream, null, hash, null, cancellationToken).ConfigureAwait(false);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
