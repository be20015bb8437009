using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Dejima.Broker.Access;

/// <summary>The text of a token: <c>dj_</c> and 32 random bytes in base64url.</summary>
internal static class TokenText
{
    private const string Prefix = "dj_";
    private const int RandomBytes = 32;

    /// <summary>Makes one.</summary>
    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>
    /// What is stored and looked up instead: with 256 random bits a plain SHA-256 gives nothing away, and looking up a
    /// hash takes the same time whatever part of the token is right.
    /// </summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The token of an <c>Authorization: Bearer</c> header; null when there is none.</summary>
    public static string? OfHeader(string? header)
    {
        const string Scheme = "Bearer ";
        return header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;
    }
}
