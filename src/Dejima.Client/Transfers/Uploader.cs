using System.Globalization;
using System.Text;
using Dejima.Client.Calls;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Client.Transfers;

/// <summary>Sends files by tus 1.0: small ones with the creation, others by PATCH; a cut connection resumes where it broke.</summary>
/// <param name="http">The connection.</param>
public sealed class Uploader(BrokerHttp http)
{
    /// <summary>Files up to this size go in one request with the creation of their upload.</summary>
    public const int SmallFile = 1 << 20;

    private const int MostRestarts = 3;

    /// <summary>Sends a file until the broker has and has verified all of it.</summary>
    /// <param name="upload">What to send.</param>
    /// <param name="moved">Told the bytes sent since the last time; negative when some must be sent again. May be null.</param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    /// <exception cref="FileChangedException">The file is no longer the one that was declared.</exception>
    /// <exception cref="BrokerException">The broker said no.</exception>
    /// <exception cref="BrokerUnreachableException">The patience ran out.</exception>
    public async Task SendAsync(Upload upload, Action<long>? moved, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var progress = new OffsetProgress(moved);
        for (var restart = 0; ; restart++)
        {
            try
            {
                await SendOnceAsync(upload, progress, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (BrokerException refused)
                when (refused.Code is ErrorCode.DigestMismatch or ErrorCode.OffsetMismatch || (refused.Code == ErrorCode.WrongState && restart == 0))
            {
                // Or (wrong-state) something between has sent the last piece twice, and only the second answer came through.
                // The file changed, or what the broker had of it was damaged or still being written: then once more.
                await ThrowIfChangedAsync(upload, cancellationToken).ConfigureAwait(false);
                if (restart == MostRestarts)
                    throw;
            }
        }
    }

    private async Task SendOnceAsync(Upload upload, OffsetProgress progress, CancellationToken cancellationToken)
    {
        var (location, offset) = await CreateAsync(upload, progress, cancellationToken).ConfigureAwait(false);
        while (offset < upload.File.Size)
        {
            progress.At(offset);
            var before = offset;
            offset = await PatchAsync(upload, location, progress, cancellationToken).ConfigureAwait(false);
            if (offset <= before)
                throw new InvalidDataException("The broker takes bytes and keeps none.");
        }

        progress.At(upload.File.Size);
    }

    private Task<(string Location, long Offset)> CreateAsync(Upload upload, OffsetProgress progress, CancellationToken token) =>
        http.SendAsync(
            attempt =>
            {
                var request = Request(HttpMethod.Post, upload.CreationRoute, upload);
                request.Headers.Add(HeaderName.UploadLength, upload.File.Size.ToString(CultureInfo.InvariantCulture));
                request.Headers.Add(
                    HeaderName.UploadMetadata, "name " + Convert.ToBase64String(Encoding.UTF8.GetBytes(upload.File.Name)));
                progress.At(0);
                if (upload.File.Size is > 0 and <= SmallFile)
                    request.Content = Slice(upload, progress, attempt);
                return ValueTask.FromResult(request);
            },
            (answer, _) => Task.FromResult((
                http.OwnRoute(answer.Headers.Location),
                Requests.ByteHeader(answer, HeaderName.UploadOffset))),
            BrokerHttp.Stall,
            token);

    private Task<long> PatchAsync(Upload upload, string location, OffsetProgress progress, CancellationToken token)
    {
        var first = true;
        return http.SendAsync(
            async attempt =>
            {
                // After a failure only the broker knows what arrived; when that is all of it, asking again is the answer.
                if (!first)
                    progress.At(await OffsetAsync(upload, location, attempt.Token).ConfigureAwait(false));
                first = false;
                if (progress.Offset >= upload.File.Size)
                    return Request(HttpMethod.Head, location, upload);
                var request = Request(HttpMethod.Patch, location, upload);
                request.Headers.Add(HeaderName.UploadOffset, progress.Offset.ToString(CultureInfo.InvariantCulture));
                request.Content = Slice(upload, progress, attempt);
                return request;
            },
            (answer, _) => Task.FromResult(Requests.ByteHeader(answer, HeaderName.UploadOffset)),
            BrokerHttp.Stall,
            token);
    }

    private Task<long> OffsetAsync(Upload upload, string location, CancellationToken token) => http.SendAsync(
        _ => ValueTask.FromResult(Request(HttpMethod.Head, location, upload)),
        (answer, _) => Task.FromResult(Requests.ByteHeader(answer, HeaderName.UploadOffset)),
        BrokerHttp.Stall,
        token);

    private static HttpRequestMessage Request(HttpMethod method, string route, Upload upload)
    {
        var request = Requests.Plain(method, route, upload.Epoch);
        request.Headers.Add(HeaderName.TusResumable, Tus.Version);
        return request;
    }

    private static FileSliceContent Slice(Upload upload, OffsetProgress progress, Attempt attempt) =>
        new(upload.Path, progress.Offset, upload.File.Size, bytes =>
        {
            attempt.Moved();
            progress.Add(bytes);
        });

    private static async Task ThrowIfChangedAsync(Upload upload, CancellationToken token)
    {
        var now = await FileDigest.DeclareAsync(upload.Path, upload.File.Name, null, token).ConfigureAwait(false);
        if (now != upload.File)
            throw new FileChangedException(upload.Path);
    }
}
