using System.Buffers;

namespace Dejima.Contracts.Http;

/// <summary>The two ways a SHA-256 is written: hexadecimal in JSON, base64 in headers.</summary>
public static class Sha256Text
{
    private const int Bytes = 32;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether the text is 64 lower-case hexadecimal digits.</summary>
    public static bool IsHex(string? text) =>
        text is { Length: 2 * Bytes } && text.AsSpan().IndexOfAnyExcept(HexDigits) < 0;

    /// <summary>Base64 of 32 bytes as 64 lower-case hexadecimal digits; null when it is not that.</summary>
    public static string? FromBase64(ReadOnlySpan<char> base64)
    {
        Span<byte> digest = stackalloc byte[Bytes + 3];
        return Convert.TryFromBase64Chars(base64, digest, out var length) && length == Bytes
            ? Convert.ToHexStringLower(digest[..Bytes])
            : null;
    }
}
