namespace Dejima.Contracts.Http;

/// <summary>Constants of the tus 1.0 resumable upload protocol.</summary>
public static class Tus
{
    /// <summary>The version spoken.</summary>
    public const string Version = "1.0.0";

    /// <summary>The extensions offered.</summary>
    public const string Extensions = "creation,creation-with-upload,checksum,termination";

    /// <summary>The media type of upload bodies.</summary>
    public const string MediaType = "application/offset+octet-stream";

    /// <summary>HTTP status when <c>Upload-Checksum</c> does not fit the body.</summary>
    public const int ChecksumMismatchStatus = 460;
}
