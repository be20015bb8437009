using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dejima.Client.Connections;
using Dejima.Contracts;
using Dejima.Contracts.Errors;
using Polly;

namespace Dejima.Client.Calls;

/// <summary>
/// Sends requests to the broker. Every call of the protocol may be repeated, so what fails for want of a connection is
/// tried again, with growing pauses, until the patience runs out.
/// </summary>
public sealed class BrokerHttp : IDisposable
{
    private readonly HttpClient _client;
    private readonly TimeProvider _time;
    private readonly ProxyChoice? _proxy;
    private readonly ResiliencePipeline _retry;

    /// <param name="client">From <see cref="HttpClients.Create"/>; disposed with this.</param>
    /// <param name="patience">How long one call keeps trying while the broker cannot be reached.</param>
    /// <param name="time">The clock of pauses and time limits.</param>
    public BrokerHttp(HttpClient client, TimeSpan patience, TimeProvider time)
        : this(client, patience, time, null)
    {
    }

    private BrokerHttp(HttpClient client, TimeSpan patience, TimeProvider time, ProxyChoice? proxy)
    {
        (_client, _time, _proxy) = (client, time, proxy);
        _retry = Retries.Pipeline(patience, time);
    }

    /// <summary>Longest silence of a connection before it counts as broken.</summary>
    public static TimeSpan Stall { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Opens a client for a broker.</summary>
    /// <exception cref="SetupException">The token, certificate or password file cannot be used.</exception>
    public static BrokerHttp Open(BrokerAddress address, TimeSpan patience, TimeProvider time)
    {
        var proxy = ProxyChoice.For(address, Environment.GetEnvironmentVariable);
        return new(HttpClients.Create(address, proxy), patience, time, proxy);
    }

    /// <summary>Sends what <paramref name="request"/> makes, anew for every try, and hands the answer to <paramref name="read"/>.</summary>
    /// <param name="request">Makes the request.</param>
    /// <param name="read">Reads the answer within the same try; its connection failures are tried again too.</param>
    /// <param name="limit">The longest time one try may take, or may go without <see cref="Attempt.Moved"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="BrokerException">The broker said no.</exception>
    /// <exception cref="BrokerUnreachableException">The patience ran out.</exception>
    public async Task<T> SendAsync<T>(
        Func<Attempt, ValueTask<HttpRequestMessage>> request,
        Func<HttpResponseMessage, Attempt, Task<T>> read,
        TimeSpan limit,
        CancellationToken cancellationToken)
    {
        try
        {
            return await _retry.ExecuteAsync(
                async token => await TryAsync(request, read, limit, token).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (Retries.IsConnectionFailure(failure) && !cancellationToken.IsCancellationRequested)
        {
            throw new BrokerUnreachableException(_client.BaseAddress, _proxy, failure);
        }
    }

    /// <summary>A control call: JSON there and back.</summary>
    public Task<TAnswer?> CallAsync<TBody, TAnswer>(
        HttpMethod method,
        string route,
        TBody? body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<TAnswer> answerType,
        int? epoch,
        TimeSpan answerWithin,
        CancellationToken cancellationToken)
        where TBody : class
        where TAnswer : class =>
        SendAsync(
            _ => ValueTask.FromResult(Requests.Json(method, route, body, bodyType, epoch)),
            (answer, attempt) => ReadJsonAsync(answer, answerType, attempt.Token),
            answerWithin,
            cancellationToken);

    /// <summary>An address that the broker named, if it is one of its own: the token goes to nobody else.</summary>
    /// <exception cref="InvalidDataException">It is missing or leads elsewhere.</exception>
    public string OwnRoute(Uri? location)
    {
        var absolute = location is null || _client.BaseAddress is null ? null : new Uri(_client.BaseAddress, location);
        return absolute?.Scheme == Uri.UriSchemeHttps && absolute.Authority == _client.BaseAddress!.Authority
            ? absolute.AbsoluteUri
            : throw new InvalidDataException("The broker named an address that is not its own.");
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    internal static async Task<T?> ReadJsonAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken token)
        where T : class
    {
        if (answer.StatusCode == HttpStatusCode.NoContent)
            return null;
        var body = await answer.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
            return await JsonSerializer.DeserializeAsync(body, type, token).ConfigureAwait(false);
    }

    private async Task<T> TryAsync<T>(
        Func<Attempt, ValueTask<HttpRequestMessage>> make,
        Func<HttpResponseMessage, Attempt, Task<T>> read,
        TimeSpan limit,
        CancellationToken cancellationToken)
    {
        using var attempt = new Attempt(limit, _time, cancellationToken);
        using var request = await make(attempt).ConfigureAwait(false);
        using var answer = await _client
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, attempt.Token).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            throw await RefusalAsync(answer, attempt.Token).ConfigureAwait(false);
        ProtocolCheck.Answered(answer);
        return await read(answer, attempt).ConfigureAwait(false);
    }

    private static async Task<Exception> RefusalAsync(HttpResponseMessage answer, CancellationToken token)
    {
        var problem = answer.Content.Headers.ContentType?.MediaType == Problem.MediaType
            ? await ReadJsonAsync(answer, ContractsJson.Default.Problem, token).ConfigureAwait(false)
            : null;
        // Without a problem it was not the broker that answered: a proxy, or something else at this address.
        if (problem is null && (int)answer.StatusCode is 408 or 429 or >= 500)
            return new HttpRequestException($"HTTP {(int)answer.StatusCode}", null, answer.StatusCode);
        return new BrokerException(answer.StatusCode, problem ?? new Problem { Detail = $"HTTP {(int)answer.StatusCode} {answer.ReasonPhrase}" });
    }
}
