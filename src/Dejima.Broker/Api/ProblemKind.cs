using System.Collections.Frozen;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Api;

/// <summary>HTTP status and title of each error code.</summary>
internal sealed record ProblemKind(int Status, string Title)
{
    private static readonly FrozenDictionary<string, ProblemKind> All = new Dictionary<string, ProblemKind>
    {
        [ErrorCode.MalformedRequest] = new(400, "Malformed request"),
        [ErrorCode.InvalidName] = new(400, "Invalid file name"),
        [ErrorCode.DuplicateName] = new(400, "Duplicate file name"),
        [ErrorCode.SizeMismatch] = new(400, "Size mismatch"),
        [ErrorCode.ProtocolTooOld] = new(400, "Protocol too old"),
        [ErrorCode.ProtocolTooNew] = new(400, "Protocol too new"),
        [ErrorCode.Unauthenticated] = new(401, "Not authenticated"),
        [ErrorCode.ScopeMissing] = new(403, "Scope missing"),
        [ErrorCode.UnknownSite] = new(404, "Unknown site"),
        [ErrorCode.UnknownCalculation] = new(404, "Unknown calculation"),
        [ErrorCode.UnknownFile] = new(404, "Unknown file"),
        [ErrorCode.NotFound] = new(404, "Not found"),
        [ErrorCode.MethodNotAllowed] = new(405, "Method not allowed"),
        [ErrorCode.CalculationExists] = new(409, "Calculation exists"),
        [ErrorCode.WrongState] = new(409, "Wrong state"),
        [ErrorCode.InputsMissing] = new(409, "Inputs missing"),
        [ErrorCode.OutputsMissing] = new(409, "Outputs missing"),
        [ErrorCode.StaleLease] = new(409, "Stale lease"),
        [ErrorCode.CancelRequested] = new(409, "Cancel requested"),
        [ErrorCode.OffsetMismatch] = new(409, "Offset mismatch"),
        [ErrorCode.UploadBusy] = new(409, "Upload busy"),
        [ErrorCode.PayloadGone] = new(410, "Payload gone"),
        [ErrorCode.UnsupportedVersion] = new(412, "Unsupported tus version"),
        [ErrorCode.TooLarge] = new(413, "Too large"),
        [ErrorCode.QuotaUserSize] = new(413, "Quota of the user's files"),
        [ErrorCode.QuotaCalculations] = new(429, "Quota of waiting calculations"),
        [ErrorCode.QuotaTotalSize] = new(507, "Quota of all files"),
        [ErrorCode.UnsupportedMediaType] = new(415, "Unsupported media type"),
        [ErrorCode.RangeNotSatisfiable] = new(416, "Range not satisfiable"),
        [ErrorCode.CommandNotOffered] = new(422, "Command not offered"),
        [ErrorCode.DigestMismatch] = new(422, "Digest mismatch"),
        [ErrorCode.ChecksumMismatch] = new(Tus.ChecksumMismatchStatus, "Checksum mismatch"),
        [ErrorCode.Internal] = new(500, "Internal error"),
        [ErrorCode.DiskFull] = new(507, "Disk full"),
    }.ToFrozenDictionary();

    /// <summary>What belongs to a code.</summary>
    public static ProblemKind Of(string code) => All[code];
}
