using System.Security.Cryptography;
using Dejima.Contracts.Calculations;
using Dejima.Core.Transfers;

namespace Dejima.Client.Transfers;

/// <summary>Size and SHA-256 of a local file, read once.</summary>
public static class FileDigest
{
    /// <summary>Declares a file under a name.</summary>
    /// <param name="path">The local file.</param>
    /// <param name="name">The name it travels under.</param>
    /// <param name="read">Told the bytes read since the last time; may be null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<DeclaredFile> DeclareAsync(
        string path, string name, Action<int>? read, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var file = LocalFiles.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            var size = await HashedCopy.RunAsync(file, null, hash, read, cancellationToken).ConfigureAwait(false);
            return new DeclaredFile(name, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
    }
}
