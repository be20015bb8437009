using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dejima.Client.Connections;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Contracts.Leases;
using Dejima.Testing;

namespace Dejima.Bench;

/// <summary>Bare HTTP with a token: as little of its own as possible beside what is measured.</summary>
internal sealed class ApiParty(Deployment here, string who) : IDisposable
{
    private readonly HttpClient _http = HttpClients.Create(StartDelay.Address(here) with { TokenFile = here.TokenFile(who) });

    public async Task<T?> CallAsync<T>(HttpMethod method, string route, HttpContent? body = null, int? epoch = null, JsonTypeInfo<T>? type = null, CancellationToken token = default)
    {
        using var answer = await SendAsync(method, route, body, epoch, token);
        return type is null || answer.StatusCode == System.Net.HttpStatusCode.NoContent ? default : await answer.Content.ReadFromJsonAsync(type, token);
    }

    public Task<CalculationStatus?> RegisterAsync(Guid id, CalculationRequest request) =>
        CallAsync(HttpMethod.Put, Routes.Calculation(id), Json(request, ContractsJson.Default.CalculationRequest), type: ContractsJson.Default.CalculationStatus);

    public Task<Claim?> ClaimAsync(ClaimRequest self, int waitSeconds, CancellationToken token = default) => CallAsync(
        HttpMethod.Put, Routes.Claim(Deployment.Site, Guid.NewGuid(), waitSeconds), Json(self, ContractsJson.Default.ClaimRequest), type: ContractsJson.Default.Claim, token: token);

    public Task EndAsync(Claim claim, EndReport report) =>
        ActAsync(claim.Calculation, "end", Json(report, ContractsJson.Default.EndReport), claim.Epoch);

    public Task<CalculationStatus?> ActAsync(Guid id, string action, HttpContent? body = null, int? epoch = null) =>
        CallAsync(HttpMethod.Post, Routes.Action(id, action), body, epoch, ContractsJson.Default.CalculationStatus);

    public async Task UploadAsync(string route, DeclaredFile file, byte[] bytes, int? epoch = null)
    {
        using var body = new ByteArrayContent(bytes);
        body.Headers.ContentType = new(Tus.MediaType);
        body.Headers.Add(HeaderName.TusResumable, Tus.Version);
        body.Headers.Add(HeaderName.UploadLength, $"{file.Size}");
        body.Headers.Add(HeaderName.UploadMetadata, "name " + Convert.ToBase64String(Encoding.UTF8.GetBytes(file.Name)));
        (await SendAsync(HttpMethod.Post, route, body, epoch)).Dispose();
    }

    public async Task<byte[]> DownloadAsync(string route, int? epoch = null)
    {
        using var answer = await SendAsync(HttpMethod.Get, route, null, epoch);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>With its length, as the programs send it.</summary>
    private static ByteArrayContent Json<T>(T body, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new("application/json");
        return content;
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string route, HttpContent? body, int? epoch, CancellationToken token = default)
    {
        using var request = new HttpRequestMessage(method, route) { Content = body };
        if (epoch is { } fence)
            request.Headers.Add(HeaderName.LeaseEpoch, $"{fence}");
        // What belongs to the request was put beside the body for brevity.
        foreach (var (name, values) in body?.Headers.NonValidated.Where(header => header.Key is not ("Content-Type" or "Content-Length")).ToList() ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, values.ToString());
            body!.Headers.Remove(name);
        }

        var answer = await _http.SendAsync(request, token);
        if (answer.IsSuccessStatusCode)
            return answer;
        var words = await answer.Content.ReadAsStringAsync(token);
        answer.Dispose();
        throw new InvalidOperationException($"{method} {route}: {words}");
    }
}
