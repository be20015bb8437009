using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Dejima.Client.Calls;
using Dejima.Contracts.Calculations;
using Dejima.Core.Transfers;
using Dejima.Platform;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Transfers;

/// <summary>
/// Fetches files by ranges into <c>NAME.dejima-part</c>, verifies size and SHA-256, flushes and renames (design rule 2).
/// What an earlier try left in the part file is hashed and continued, across restarts too.
/// </summary>
/// <param name="http">The connection.</param>
public sealed class Downloader(BrokerHttp http)
{
    /// <summary>What is added to the target's name while it is not whole.</summary>
    public const string PartSuffix = ".dejima-part";

    /// <summary>Fetches a file.</summary>
    /// <param name="download">What to fetch.</param>
    /// <param name="moved">Told the bytes that came since the last time; negative when some must come again. May be null.</param>
    /// <param name="cancellationToken">Ends the transfer; the part file stays for the next time.</param>
    /// <exception cref="BrokerException">The broker said no.</exception>
    /// <exception cref="BrokerUnreachableException">The patience ran out.</exception>
    /// <exception cref="InvalidDataException">The whole file does not have the declared digest, twice.</exception>
    public async Task FetchAsync(Download download, Action<long>? moved, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(download);
        var progress = new OffsetProgress(moved);
        // A part file from elsewhere, or cut by a crash, may be wrong: then once more from the start.
        if (!await TryFetchAsync(download, progress, cancellationToken).ConfigureAwait(false) &&
            !await TryFetchAsync(download, progress, cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidDataException(Say(
                $"'{download.File.Name}' arrived with the wrong SHA-256 twice.",
                $"'{download.File.Name}' の SHA-256 が二度とも一致しませんでした。"));
        }
    }

    private async Task<bool> TryFetchAsync(Download download, OffsetProgress progress, CancellationToken token)
    {
        var partPath = download.Target + PartSuffix;
        var part = LocalFiles.OpenPart(partPath);
        await using (part.ConfigureAwait(false))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await TakeUpAsync(part, download.File, hash, progress, token).ConfigureAwait(false);
            if (part.Position < download.File.Size)
                await ContinueAsync(download, part, hash, progress, token).ConfigureAwait(false);
            if (Convert.ToHexStringLower(hash.GetHashAndReset()) != download.File.Sha256)
            {
                part.SetLength(0);
                return false;
            }

            part.Flush(flushToDisk: true);
        }

        File.Move(partPath, download.Target, overwrite: true);
        return true;
    }

    private static async Task TakeUpAsync(
        FileStream part, DeclaredFile file, IncrementalHash hash, OffsetProgress progress, CancellationToken token)
    {
        if (part.Length > file.Size)
            part.SetLength(0);
        var present = await HashedCopy.RunAsync(part, null, hash, null, token).ConfigureAwait(false);
        progress.At(present);
    }

    private Task<bool> ContinueAsync(
        Download download, FileStream part, IncrementalHash hash, OffsetProgress progress, CancellationToken token) =>
        http.SendAsync(
            _ =>
            {
                var request = Requests.Plain(HttpMethod.Get, download.Route, download.Epoch);
                if (part.Position > 0)
                    request.Headers.Range = new RangeHeaderValue(part.Position, download.File.Size - 1);
                return ValueTask.FromResult(request);
            },
            async (answer, attempt) =>
            {
                if (part.Position > 0 && answer.StatusCode != HttpStatusCode.PartialContent)
                    throw new InvalidDataException("The answer to a range is not a range.");
                var left = download.File.Size - part.Position;
                var body = await answer.Content.ReadAsStreamAsync(attempt.Token).ConfigureAwait(false);
                await using var _ = body.ConfigureAwait(false);
                var limited = new LimitedStream(body, left);
                await using var __ = limited.ConfigureAwait(false);
                var writeback = new EarlyWriteback(part.Position);
                var came = await HashedCopy.RunAsync(limited, part, hash, Moved, attempt.Token).ConfigureAwait(false);
                return came == left ? true : throw new HttpRequestException("The answer ended early.");

                void Moved(int bytes)
                {
                    attempt.Moved();
                    progress.Add(bytes);
                    writeback.Reached(part.SafeFileHandle, part.Position);
                }
            },
            BrokerHttp.Stall,
            token);
}
