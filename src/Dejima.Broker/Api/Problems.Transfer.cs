using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Api;

/// <content>About files and logs.</content>
internal static partial class Problems
{
    public static RefusedException UnsupportedVersion() =>
        No(ErrorCode.UnsupportedVersion, $"Uploads need 'Tus-Resumable: {Tus.Version}'.");

    public static RefusedException UnsupportedMediaType(string needed) =>
        No(ErrorCode.UnsupportedMediaType, $"This call takes {needed}.");

    public static RefusedException DeclaredOtherwise(DeclaredFile declared) =>
        No(ErrorCode.SizeMismatch, $"'{declared.Name}' was declared with {declared.Size} bytes.");

    public static RefusedException GoesOnPast(DeclaredFile declared) => No(
        ErrorCode.SizeMismatch,
        $"The body goes on past the {declared.Size} bytes that were declared for '{declared.Name}'; none of it was kept.");

    public static RefusedException OffsetMismatch(long offset) =>
        new(Make(ErrorCode.OffsetMismatch, $"The bytes must continue at {offset}.") with { Offset = offset });

    public static RefusedException UploadBusy() =>
        No(ErrorCode.UploadBusy, "Another request writes this right now; ask again in a moment.");

    public static RefusedException Unchangeable() => new(Make(ErrorCode.WrongState, "The file is whole and can no longer be changed."));

    public static RefusedException ChecksumMismatch() =>
        No(ErrorCode.ChecksumMismatch, "The bytes do not have the checksum that the request gives; none of them was kept.");

    public static RefusedException DigestMismatch(DeclaredFile declared) => No(
        ErrorCode.DigestMismatch, $"'{declared.Name}' does not have the SHA-256 that was declared; its upload starts again at 0.");

    public static RefusedException RangeNotSatisfiable(long size) =>
        No(ErrorCode.RangeNotSatisfiable, $"The range lies outside of the {size} bytes.");

    public static RefusedException DiskFull() =>
        No(ErrorCode.DiskFull, "The broker has no room left. Ask its operator to make some, then try again.");
}
