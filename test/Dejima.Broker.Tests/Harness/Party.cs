using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization.Metadata;
using Dejima.Contracts;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests.Harness;

/// <summary>Raw HTTP with a token. Nothing here hides what goes over the wire.</summary>
internal sealed class Party : IDisposable
{
    private readonly HttpClient _client;

    public Party(BrokerServer server, string? token)
    {
        Server = server;
        var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(server.Folder, "ca.pem"));
        var handler = new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { authority },
        };
        _client = new HttpClient(handler) { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(1) };
        if (token is not null)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public BrokerServer Server { get; }

    public Task<HttpResponseMessage> Send(
        HttpMethod method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(_client.BaseAddress!, path)) { Content = body };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Get, path, null, headers);

    public Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, null, headers);

    public Task<HttpResponseMessage> Post<T>(string path, T body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, Json(body), headers);

    public Task<HttpResponseMessage> Put<T>(string path, T body) => Send(HttpMethod.Put, path, Json(body));

    public static JsonContent Json<T>(T body) =>
        JsonContent.Create(body, (JsonTypeInfo<T>)ContractsJson.Default.GetTypeInfo(typeof(T))!);

    public static (string Name, string Value) Epoch(int epoch) => (HeaderName.LeaseEpoch, $"{epoch}");

    public void Dispose() => _client.Dispose();
}
