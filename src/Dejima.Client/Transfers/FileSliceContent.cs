using System.Net;
using System.Net.Http.Headers;
using Dejima.Contracts.Http;
using Dejima.Core.Transfers;

namespace Dejima.Client.Transfers;

/// <summary>The bytes of a file from an offset to a fixed end, as the body of an upload.</summary>
internal sealed class FileSliceContent : HttpContent
{
    private readonly string _path;
    private readonly long _offset, _end;
    private readonly Action<int> _sent;

    public FileSliceContent(string path, long offset, long end, Action<int> sent)
    {
        (_path, _offset, _end, _sent) = (path, offset, end, sent);
        Headers.ContentType = new MediaTypeHeaderValue(Tus.MediaType);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _end - _offset;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var file = Open();
        await using (file.ConfigureAwait(false))
        {
            file.Seek(_offset, SeekOrigin.Begin);
            var slice = new LimitedStream(file, _end - _offset);
            await using (slice.ConfigureAwait(false))
            {
                var sent = await HashedCopy.RunAsync(slice, stream, null, _sent, cancellationToken).ConfigureAwait(false);
                if (sent < _end - _offset)
                    throw new FileChangedException(_path);
            }
        }
    }

    // The client would take a missing file for a broken connection and try again.
    private FileStream Open()
    {
        try
        {
            return LocalFiles.OpenRead(_path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            throw new FileChangedException(_path);
        }
    }
}
