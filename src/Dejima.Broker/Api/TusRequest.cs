using System.Globalization;
using System.Text;
using Dejima.Broker.Payloads;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Api;

/// <summary>Reads the headers of tus requests.</summary>
internal static class TusRequest
{
    /// <summary>Refuses other versions, and says which one is spoken.</summary>
    /// <exception cref="RefusedException">Another version, or none.</exception>
    public static void CheckVersion(HttpContext context)
    {
        context.Response.Headers[HeaderName.TusResumable] = Tus.Version;
        if (context.Request.Headers[HeaderName.TusResumable] == Tus.Version)
            return;
        context.Response.Headers["Tus-Version"] = Tus.Version;
        throw Problems.UnsupportedVersion();
    }

    /// <summary>The file that <c>Upload-Metadata</c> names.</summary>
    /// <exception cref="RefusedException">It names none.</exception>
    public static string NameOf(HttpContext context)
    {
        foreach (var pair in context.Request.Headers[HeaderName.UploadMetadata].ToString().Split(','))
        {
            if (pair.Trim().Split(' ') is not ["name", var encoded])
                continue;
            var bytes = new byte[encoded.Length];
            if (Convert.TryFromBase64String(encoded, bytes, out var length))
                return Encoding.UTF8.GetString(bytes, 0, length);
        }

        throw Problems.Malformed($"This call needs the header '{HeaderName.UploadMetadata}: name BASE64'.");
    }

    /// <summary>A header that holds a number of bytes.</summary>
    /// <exception cref="RefusedException">It does not, or is missing.</exception>
    public static long Number(HttpContext context, string header) =>
        long.TryParse(context.Request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Problems.Malformed($"This call needs the header '{header}: NUMBER'.");

    /// <summary>The body, when the call has one.</summary>
    /// <exception cref="RefusedException">It is of another media type, or its checksum is not SHA-256.</exception>
    public static UploadBody BodyOf(HttpContext context)
    {
        if (context.Request.ContentType != Tus.MediaType)
            throw Problems.UnsupportedMediaType(Tus.MediaType);
        return new UploadBody(context.Request.Body, context.Request.ContentLength, ChecksumOf(context));
    }

    private static string? ChecksumOf(HttpContext context)
    {
        var header = context.Request.Headers[HeaderName.UploadChecksum].ToString();
        if (header.Length == 0)
            return null;
        return header.Split(' ') is ["sha256", var encoded] && Sha256Text.FromBase64(encoded) is { } checksum
            ? checksum
            : throw Problems.Malformed($"'{HeaderName.UploadChecksum}' must be 'sha256 BASE64'.");
    }
}
