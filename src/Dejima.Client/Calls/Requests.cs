using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dejima.Contracts.Http;

namespace Dejima.Client.Calls;

/// <summary>Makes requests of the protocol.</summary>
internal static class Requests
{
    public static HttpRequestMessage Plain(HttpMethod method, string route, int? epoch)
    {
        var request = new HttpRequestMessage(method, new Uri(route, UriKind.RelativeOrAbsolute));
        if (epoch is { } number)
            request.Headers.Add(HeaderName.LeaseEpoch, number.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    public static HttpRequestMessage Json<T>(HttpMethod method, string route, T? body, JsonTypeInfo<T> type, int? epoch)
        where T : class
    {
        var request = Plain(method, route, epoch);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }

    public static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>A header that must hold a number of bytes.</summary>
    /// <exception cref="HttpRequestException">It does not: not a broker's answer.</exception>
    public static long ByteHeader(HttpResponseMessage answer, string name) =>
        long.TryParse(Header(answer, name), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new HttpRequestException($"The answer has no {name}.");
}
