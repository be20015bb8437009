namespace Dejima.Contracts.Errors;

/// <summary>The stable <c>code</c> of a problem details answer (RFC 9457). <c>docs/protocol.md</c> lists when each comes.</summary>
public static class ErrorCode
{
    /// <summary>400: the body is not the JSON that this call takes.</summary>
    public const string MalformedRequest = "malformed-request";

    /// <summary>400: a file name breaks the rule.</summary>
    public const string InvalidName = "invalid-name";

    /// <summary>400: two files of one name.</summary>
    public const string DuplicateName = "duplicate-name";

    /// <summary>401: no token, an unknown, revoked or expired one.</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>403: the token's scope does not cover this call.</summary>
    public const string ScopeMissing = "scope-missing";

    /// <summary>404: no such site, or none that this user may use.</summary>
    public const string UnknownSite = "unknown-site";

    /// <summary>422: the site may not be asked for this command.</summary>
    public const string CommandNotOffered = "command-not-offered";

    /// <summary>404: no such calculation, or another user's.</summary>
    public const string UnknownCalculation = "unknown-calculation";

    /// <summary>404: the calculation has no such file.</summary>
    public const string UnknownFile = "unknown-file";

    /// <summary>404: no such address.</summary>
    public const string NotFound = "not-found";

    /// <summary>405: not with this method.</summary>
    public const string MethodNotAllowed = "method-not-allowed";

    /// <summary>409: the id is taken by another registration.</summary>
    public const string CalculationExists = "calculation-exists";

    /// <summary>409: not in this state; <c>state</c> names it.</summary>
    public const string WrongState = "wrong-state";

    /// <summary>409: released before these inputs were whole; <c>missing</c> names them.</summary>
    public const string InputsMissing = "inputs-missing";

    /// <summary>409: completed before these outputs were whole; <c>missing</c> names them.</summary>
    public const string OutputsMissing = "outputs-missing";

    /// <summary>409: the lease belongs to a later epoch, or ended.</summary>
    public const string StaleLease = "stale-lease";

    /// <summary>409: the host has asked for the end.</summary>
    public const string CancelRequested = "cancel-requested";

    /// <summary>409: the bytes do not continue what is there; <c>offset</c> says where to go on.</summary>
    public const string OffsetMismatch = "offset-mismatch";

    /// <summary>409: another request writes the same upload right now.</summary>
    public const string UploadBusy = "upload-busy";

    /// <summary>410: the payload was deleted.</summary>
    public const string PayloadGone = "payload-gone";

    /// <summary>413: larger than a limit; <c>limit</c> says which.</summary>
    public const string TooLarge = "too-large";

    /// <summary>400: the caller speaks a version that this broker no longer does; <c>oldest</c> and <c>newest</c> say which it does.</summary>
    public const string ProtocolTooOld = "protocol-too-old";

    /// <summary>400: the caller speaks a version that this broker does not know yet; <c>oldest</c> and <c>newest</c> say which it does.</summary>
    public const string ProtocolTooNew = "protocol-too-new";

    /// <summary>429: as many calculations wait as the quota of the user or the site allows; <c>quota</c> says whose, <c>limit</c> how many.</summary>
    public const string QuotaCalculations = "quota-calculations";

    /// <summary>413: with these files the user would have more than the quota; <c>limit</c> says how much that is.</summary>
    public const string QuotaUserSize = "quota-user-size";

    /// <summary>507: with these files the broker would have more than its quota; <c>limit</c> says how much that is.</summary>
    public const string QuotaTotalSize = "quota-total-size";

    /// <summary>415: the body is of another kind than this call takes.</summary>
    public const string UnsupportedMediaType = "unsupported-media-type";

    /// <summary>416: the range lies outside of the file.</summary>
    public const string RangeNotSatisfiable = "range-not-satisfiable";

    /// <summary>400: the body ended before or went on after the declared size.</summary>
    public const string SizeMismatch = "size-mismatch";

    /// <summary>422: the whole file does not have the declared SHA-256.</summary>
    public const string DigestMismatch = "digest-mismatch";

    /// <summary>460 (tus): this request's bytes do not have the checksum it gives.</summary>
    public const string ChecksumMismatch = "checksum-mismatch";

    /// <summary>412 (tus): a protocol version this broker does not speak.</summary>
    public const string UnsupportedVersion = "unsupported-version";

    /// <summary>507: the broker's disk is full.</summary>
    public const string DiskFull = "disk-full";

    /// <summary>500: the broker's own fault.</summary>
    public const string Internal = "internal";
}
