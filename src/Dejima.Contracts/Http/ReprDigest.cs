namespace Dejima.Contracts.Http;

/// <summary>The <c>Repr-Digest</c> header of RFC 9530, SHA-256 only: <c>sha-256=:BASE64:</c>.</summary>
public static class ReprDigest
{
    /// <summary>The header's value for a digest of 64 hexadecimal digits.</summary>
    public static string Format(string sha256) => $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(sha256))}:";

    /// <summary>Finds the SHA-256 among the header's members.</summary>
    /// <returns>64 lower-case hexadecimal digits, or null when there is none or it is malformed.</returns>
    public static string? Parse(string? header)
    {
        foreach (var member in (header ?? string.Empty).Split(',', StringSplitOptions.TrimEntries))
        {
            if (!member.StartsWith("sha-256=:", StringComparison.OrdinalIgnoreCase) || !member.EndsWith(':'))
                continue;
            var encoded = member.AsSpan(9, Math.Max(0, member.Length - 10));
            return Sha256Text.FromBase64(encoded);
        }

        return null;
    }
}
