using System.Security.Cryptography;
using System.Text.Json;
using Dejima.Broker.Storage;
using Dejima.Contracts.Calculations;

namespace Dejima.Broker.Api;

/// <summary>Tells whether two registrations ask for the same.</summary>
internal static class Fingerprint
{
    /// <summary>SHA-256, hexadecimal; the order of parameters does not count.</summary>
    public static string Of(CalculationRequest request)
    {
        var ordered = request with
        {
            Parameters = new SortedDictionary<string, string>(request.Parameters.ToDictionary(), StringComparer.Ordinal),
        };
        return Convert.ToHexStringLower(SHA256.HashData(
            JsonSerializer.SerializeToUtf8Bytes(ordered, StorageJson.Default.CalculationRequest)));
    }
}
