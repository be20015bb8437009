using Dejima.Client.Calls;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;

namespace Dejima.Client;

/// <summary>The host's calls of the native protocol (<c>docs/protocol.md</c>).</summary>
/// <param name="http">The connection.</param>
public sealed class HostClient(BrokerHttp http)
{
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(30);

    /// <summary>The connection, for transfers.</summary>
    public BrokerHttp Http { get; } = http;

    /// <summary>Registers a calculation under an id made here.</summary>
    public Task<CalculationStatus> RegisterAsync(Guid id, CalculationRequest request, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Put, Routes.Calculation(id), request, Prompt, cancellationToken);

    /// <summary>Lets the site have it.</summary>
    public Task<CalculationStatus> ReleaseAsync(Guid id, CancellationToken cancellationToken) =>
        ActAsync(id, "release", cancellationToken);

    /// <summary>Asks for its end.</summary>
    public Task<CalculationStatus> CancelAsync(Guid id, CancellationToken cancellationToken) =>
        ActAsync(id, "cancel", cancellationToken);

    /// <summary>Says that all results are here: the broker deletes the payload.</summary>
    public Task<CalculationStatus> CollectAsync(Guid id, CancellationToken cancellationToken) =>
        ActAsync(id, "collect", cancellationToken);

    /// <summary>The present status.</summary>
    public Task<CalculationStatus> StatusAsync(Guid id, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Get, Routes.Calculation(id), null, Prompt, cancellationToken);

    /// <summary>The status as soon as its version passes <paramref name="after"/>, or after <paramref name="wait"/>.</summary>
    public Task<CalculationStatus> StatusAfterAsync(Guid id, long after, TimeSpan wait, CancellationToken cancellationToken) =>
        CallAsync(
            HttpMethod.Get, Routes.CalculationAfter(id, after, (int)wait.TotalSeconds), null, wait + Prompt, cancellationToken);

    /// <summary>Own calculations, newest first.</summary>
    public async Task<IReadOnlyList<CalculationStatus>> ListAsync(CancellationToken cancellationToken) =>
        await Http.CallAsync<CalculationRequest, IReadOnlyList<CalculationStatus>>(
            HttpMethod.Get, Routes.Calculations, null, ContractsJson.Default.CalculationRequest,
            ContractsJson.Default.IReadOnlyListCalculationStatus, null, Prompt, cancellationToken).ConfigureAwait(false) ?? [];

    /// <summary>Log bytes from <paramref name="offset"/> on, as soon as there are some, or after <paramref name="wait"/>.</summary>
    public Task<LogChunk> ReadLogAsync(
        Guid id, LogStream stream, long offset, TimeSpan wait, CancellationToken cancellationToken) =>
        Http.SendAsync(
            _ => ValueTask.FromResult(Requests.Plain(
                HttpMethod.Get, Routes.LogFrom(id, stream, offset, (int)wait.TotalSeconds), null)),
            async (answer, attempt) => new LogChunk(
                await answer.Content.ReadAsByteArrayAsync(attempt.Token).ConfigureAwait(false),
                Requests.Header(answer, HeaderName.LogComplete) == "true"),
            wait + Prompt,
            cancellationToken);

    private Task<CalculationStatus> ActAsync(Guid id, string action, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, Routes.Action(id, action), null, Prompt, cancellationToken);

    private async Task<CalculationStatus> CallAsync(
        HttpMethod method, string route, CalculationRequest? body, TimeSpan within, CancellationToken cancellationToken) =>
        await Http.CallAsync(
            method, route, body, ContractsJson.Default.CalculationRequest, ContractsJson.Default.CalculationStatus, null,
            within, cancellationToken).ConfigureAwait(false)
        ?? throw new HttpRequestException("The answer was empty.");
}
