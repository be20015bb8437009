using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using Dejima.Client.Calls;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Contracts.Leases;

namespace Dejima.Client;

/// <summary>The agent's calls of the native protocol (<c>docs/protocol.md</c>).</summary>
/// <param name="http">The connection.</param>
public sealed class AgentClient(BrokerHttp http)
{
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(30);

    /// <summary>The connection, for transfers.</summary>
    public BrokerHttp Http { get; } = http;

    /// <summary>Claims the oldest waiting calculation, waiting at most <paramref name="wait"/> for one.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="claim">The claim's id, made here; the same again after a lost answer gets the same lease.</param>
    /// <param name="request">Who asks.</param>
    /// <param name="wait">At most 60 s.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Null when there is nothing to do.</returns>
    public Task<Claim?> ClaimAsync(
        string site, Guid claim, ClaimRequest request, TimeSpan wait, CancellationToken cancellationToken) =>
        Http.CallAsync(
            HttpMethod.Put, Routes.Claim(site, claim, (int)wait.TotalSeconds), request, ContractsJson.Default.ClaimRequest,
            ContractsJson.Default.Claim, null, wait + Prompt, cancellationToken);

    /// <summary>Renews the lease at once; the answer comes when a cancel is asked for, or after <paramref name="wait"/>.</summary>
    public async Task<LeaseRenewal> RenewAsync(HeldLease lease, TimeSpan wait, CancellationToken cancellationToken)
    {
        var route = string.Create(
            CultureInfo.InvariantCulture, $"{Routes.Action(lease.Calculation, "lease")}?wait={(int)wait.TotalSeconds}");
        return await Http.CallAsync(
            HttpMethod.Post, route, null, ContractsJson.Default.RefusalReport, ContractsJson.Default.LeaseRenewal,
            lease.Epoch, wait + Prompt, cancellationToken).ConfigureAwait(false)
            ?? throw new HttpRequestException("The answer was empty.");
    }

    /// <summary>Says that the site's policy refused it.</summary>
    public Task RefuseAsync(HeldLease lease, Reason reason, CancellationToken cancellationToken) =>
        ActAsync(lease, "refuse", new RefusalReport(reason), ContractsJson.Default.RefusalReport, cancellationToken);

    /// <summary>Says that the site cannot take it for now, so that it waits again.</summary>
    public Task GiveBackAsync(HeldLease lease, Reason reason, CancellationToken cancellationToken) =>
        ActAsync(lease, "return", new RefusalReport(reason), ContractsJson.Default.RefusalReport, cancellationToken);

    /// <summary>Says that the command is about to be started. Only after this returned may it be.</summary>
    public Task StartAsync(HeldLease lease, CancellationToken cancellationToken) =>
        ActAsync(lease, "start", null, ContractsJson.Default.RefusalReport, cancellationToken);

    /// <summary>Says how the command ended and which outputs there are.</summary>
    /// <returns>What the broker makes of it.</returns>
    public Task<CalculationStatus?> EndAsync(HeldLease lease, EndReport report, CancellationToken cancellationToken) =>
        ActAsync(lease, "end", report, ContractsJson.Default.EndReport, cancellationToken);

    /// <summary>Says that all outputs and logs were returned.</summary>
    public Task CompleteAsync(HeldLease lease, CancellationToken cancellationToken) =>
        ActAsync(lease, "complete", null, ContractsJson.Default.RefusalReport, cancellationToken);

    /// <summary>Appends to a log.</summary>
    /// <returns>The log's length at the broker afterwards.</returns>
    /// <exception cref="BrokerException"><c>offset-mismatch</c>: <c>Problem.Offset</c> says where to go on.</exception>
    public Task<long> AppendLogAsync(
        HeldLease lease, LogStream stream, long offset, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        Http.SendAsync(
            _ =>
            {
                var request = Requests.Plain(HttpMethod.Patch, Routes.Log(lease.Calculation, stream), lease.Epoch);
                request.Headers.Add(HeaderName.LogOffset, offset.ToString(CultureInfo.InvariantCulture));
                request.Content = new ReadOnlyMemoryContent(bytes);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                return ValueTask.FromResult(request);
            },
            (answer, _) => Task.FromResult(Requests.ByteHeader(answer, HeaderName.LogOffset)),
            Prompt,
            cancellationToken);

    private Task<CalculationStatus?> ActAsync<T>(
        HeldLease lease, string action, T? body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        Http.CallAsync(
            HttpMethod.Post, Routes.Action(lease.Calculation, action), body, type, ContractsJson.Default.CalculationStatus,
            lease.Epoch, Prompt, cancellationToken);
}
