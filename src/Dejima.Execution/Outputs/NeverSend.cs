using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Dejima.Contracts.Calculations;
using Dejima.Core.Transfers;
using Dejima.Platform;

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
        await foreach (var (output, path) in MatchesAsync(outputs, cancellationToken).ConfigureAwait(false))
            throw new WithheldException(output.Name, OutputFault.NeverSend, path);
    }

    /// <summary>The sizes that a file must have to be looked at at all.</summary>
    /// <exception cref="WithheldException">That cannot be told.</exception>
    public HashSet<long> Sizes() => Listed().Select(file => file.Size).ToHashSet();

    /// <summary>Finds every output that must not be sent, and the listed file whose content it has.</summary>
    /// <exception cref="WithheldException">That cannot be told.</exception>
    public async IAsyncEnumerable<(DeclaredFile Output, string Path)> MatchesAsync(
        IReadOnlyList<DeclaredFile> outputs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        // Having no content in common is what counts, and an empty file has none.
        var bySize = outputs.Where(output => output.Size > 0).ToLookup(output => output.Size);
        if (bySize.Count == 0)
            yield break;
        foreach (var (path, size) in Listed().Where(file => bySize.Contains(file.Size)))
        {
            var digest = await DigestAsync(path, cancellationToken).ConfigureAwait(false);
            foreach (var same in bySize[size].Where(output => output.Sha256 == digest))
                yield return (same, path);
        }
    }

    private IEnumerable<(string Path, long Size)> Listed() => paths.SelectMany(listed =>
    {
        try
        {
            return Files(listed).Where(path => FileFacts.Of(path) is { IsRegular: true }).Select(path => (path, new FileInfo(path).Length)).ToList();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new WithheldException(string.Empty, OutputFault.NeverSendUnreadable, listed);
        }
    });

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

    /// <summary>The SHA-256 of a file.</summary>
    /// <exception cref="WithheldException">It cannot be read.</exception>
    public static async Task<string> DigestAsync(string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
            await using var _ = stream.ConfigureAwait(false);
            await HashedCopy.RunAsync(stream, null, hash, null, cancellationToken).ConfigureAwait(false);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new WithheldException(string.Empty, OutputFault.NeverSendUnreadable, path);
        }
    }
}
