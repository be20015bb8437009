namespace Dejima.Contracts.Http;

/// <summary>Headers beyond the common ones.</summary>
public static class HeaderName
{
    /// <summary>The version of the native protocol that a request, or an answer, is written in; see <see cref="ProtocolVersion"/>.</summary>
    public const string Protocol = "Dejima-Protocol";

    /// <summary>The lease epoch that every call of an agent about a calculation carries.</summary>
    public const string LeaseEpoch = "Dejima-Lease-Epoch";

    /// <summary>In a log read: the offset of the body's first byte. In an append: where the bytes belong.</summary>
    public const string LogOffset = "Dejima-Log-Offset";

    /// <summary>In a log read: <c>true</c> once nothing more will come.</summary>
    public const string LogComplete = "Dejima-Log-Complete";

    /// <summary>Digest of the whole file, RFC 9530.</summary>
    public const string ReprDigest = "Repr-Digest";

    /// <summary>tus 1.0: protocol version.</summary>
    public const string TusResumable = "Tus-Resumable";

    /// <summary>tus 1.0: bytes the server has.</summary>
    public const string UploadOffset = "Upload-Offset";

    /// <summary>tus 1.0: bytes in all.</summary>
    public const string UploadLength = "Upload-Length";

    /// <summary>tus 1.0: <c>name BASE64</c>.</summary>
    public const string UploadMetadata = "Upload-Metadata";

    /// <summary>tus 1.0: <c>sha256 BASE64</c> of this request's bytes.</summary>
    public const string UploadChecksum = "Upload-Checksum";
}
