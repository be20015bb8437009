namespace Dejima.Broker.Payloads;

/// <summary>A request's body for an upload.</summary>
/// <param name="Bytes">Read once.</param>
/// <param name="Length">What the request says their number is; null when it does not.</param>
/// <param name="Checksum">SHA-256 that they must have, hexadecimal; null when the request does not say.</param>
internal sealed record UploadBody(Stream Bytes, long? Length, string? Checksum)
{
    /// <summary>No bytes at all.</summary>
    public static UploadBody Empty { get; } = new(Stream.Null, 0, null);
}
