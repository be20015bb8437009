using Dejima.Client.Transfers;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Contracts.Names;
using Dejima.Platform;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Handout;

/// <summary>Brings the outputs of an ended calculation into a folder.</summary>
/// <param name="client">The broker.</param>
/// <param name="observer">Hears of the progress.</param>
public sealed class Collection(HostClient client, IHandoutObserver observer)
{
    /// <summary>Fetches every output that came back, each verified; those already there and equal are fetched again.</summary>
    /// <param name="status">The calculation.</param>
    /// <param name="folder">Made when it is not there.</param>
    /// <param name="cancellationToken">Ends the transfers; a repetition goes on where they were.</param>
    /// <returns>The paths written.</returns>
    public async Task<IReadOnlyList<string>> FetchAsync(
        CalculationStatus status, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(status);
        var downloads = status.Outputs
            .Where(output => output.State == OutputState.Received)
            .Select(output => Plan(status.Id, output, folder))
            .ToList();
        Directory.CreateDirectory(folder);
        observer.TransferBegins(TransferKind.Fetching, downloads.Count, downloads.Sum(download => download.File.Size));
        var downloader = new Downloader(client.Http);
        await Parallel.ForEachAsync(
            downloads,
            AtOnce.Options(downloads.Select(download => download.File), cancellationToken),
            async (download, token) =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(download.Target)!);
                await downloader.FetchAsync(
                    download, bytes => observer.Transferred(TransferKind.Fetching, bytes), token).ConfigureAwait(false);
            }).ConfigureAwait(false);
        // The broker deletes its copies next, so these must outlast a power failure, names and folders included.
        foreach (var written in downloads.Select(download => Path.GetDirectoryName(download.Target)!).Append(Path.GetFullPath(folder)).Distinct())
            Folders.FlushWithParent(written);
        observer.TransferEnds(TransferKind.Fetching);
        return downloads.ConvertAll(download => download.Target);
    }

    // The broker's word is checked too: a name that climbs must not be written wherever it comes from.
    private static Download Plan(Guid id, OutputStatus output, string folder)
    {
        if (!FileName.IsValid(output.Name) || output.Size is not { } size || output.Sha256 is not { } digest)
            throw new InvalidDataException(Say("The broker named an output that cannot be written.", "ブローカーの示した出力名は書き込めません。"));
        var target = Path.Combine(Path.GetFullPath(folder), output.Name.Replace('/', Path.DirectorySeparatorChar));
        return new Download(Routes.Output(id, output.Name), new DeclaredFile(output.Name, size, digest), target, null);
    }
}
