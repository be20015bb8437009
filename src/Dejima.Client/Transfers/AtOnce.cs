using Dejima.Contracts.Calculations;

namespace Dejima.Client.Transfers;

/// <summary>
/// How many files travel at once. Four fill a line with large files; of small ones each is over within one round trip, and
/// more of them at once are what keeps that from being felt.
/// </summary>
public static class AtOnce
{
    /// <summary>For files of any size.</summary>
    public const int Usual = 4;

    /// <summary>When there are many small ones.</summary>
    public const int ManySmall = 24;

    /// <summary>For these files.</summary>
    public static int For(IEnumerable<DeclaredFile> files) =>
        files.Count(file => file.Size <= Uploader.SmallFile) >= ManySmall ? ManySmall : Usual;

    /// <summary>The same, as an option.</summary>
    public static ParallelOptions Options(IEnumerable<DeclaredFile> files, CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = For(files), CancellationToken = cancellationToken };
}
