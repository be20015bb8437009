using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dejima.Broker.Api;

/// <summary>Reads JSON bodies.</summary>
internal static class RequestBody
{
    /// <summary>Largest body of a call that declares files, bytes: ten thousand long names fit.</summary>
    public const int LargestDeclaration = 32 << 20;

    /// <summary>Largest body of any other control call, bytes.</summary>
    public const int Largest = 256 << 10;

    /// <summary>Reads the body.</summary>
    /// <exception cref="RefusedException">It is not the JSON that the call takes. The detail names the place, not the content.</exception>
    public static async Task<T> Read<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        if (context.Request.ContentType is { } kind && !IsJson(kind))
            throw Problems.UnsupportedMediaType("application/json");
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted)
                ?? throw Problems.Malformed("The body is null.");
        }
        catch (JsonException malformed)
        {
            throw Problems.Malformed(
                $"The body is not the JSON that this call takes; see {malformed.Path ?? "its start"} " +
                $"(line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}).");
        }
    }

    private static bool IsJson(string contentType) =>
        Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out var type) &&
        (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) ||
            type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
}
