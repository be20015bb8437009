using System.Net;
using Dejima.Client.Connections;
using Dejima.FaultInjection.Proxies;
using Dejima.Testing;

namespace Dejima.FaultInjection.ProxyTests;

/// <summary>Requests and answers of a real broker are seen, held and harmed where it was said.</summary>
public sealed class RequestFaultTests : IAsyncLifetime
{
    private Deployment _here = null!;

    public async ValueTask InitializeAsync() => _here = await Deployment.StartAsync(
        folder => new SiteSetup { Registered = ["x"], Commands = Trials.Work.Commands(folder) }, agent: false);

    public ValueTask DisposeAsync() => _here.DisposeAsync();

    [Fact]
    public async Task Both_moments_are_seen_and_nothing_is_changed()
    {
        var seen = new List<string>();
        await using var proxy = Proxy(passing => seen.Add($"{passing.Moment} {passing.Method} {passing.Path} {passing.Status}"));
        using var client = Client(proxy);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/healthz", UriKind.Relative))).StatusCode);
        var description = await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        Assert.EndsWith("}", description.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(
            ["Request GET /healthz 0", "Answer GET /healthz 200", "Request GET /openapi/v1.json 0", "Answer GET /openapi/v1.json 200"], seen);
    }

    [Theory]
    [InlineData(0, FaultKind.Cut)]
    [InlineData(1, FaultKind.Cut)]
    [InlineData(1, FaultKind.Truncate)]
    public async Task A_cut_is_a_broken_connection_for_the_client(int moment, object kind)
    {
        await using var proxy = FaultProxy.OfRequests(new Uri(_here.Url), _here.Folder["tls"], passing => Task.FromResult(
            passing.Moment == (Moment)moment ? new Verdict((FaultKind)kind) : Verdict.Pass));
        using var client = Client(proxy);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(new Uri("/healthz", UriKind.Relative)));
    }

    [Fact]
    public async Task A_body_is_truncated_where_it_was_said()
    {
        await using var proxy = FaultProxy.OfRequests(new Uri(_here.Url), _here.Folder["tls"], passing => Task.FromResult(
            passing.Moment == Moment.Answer ? new Verdict(FaultKind.Truncate, 100) : Verdict.Pass));
        using var client = Client(proxy);
        using var answer = await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        var body = await answer.Content.ReadAsStreamAsync();
        var got = new MemoryStream();
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(got));
        Assert.InRange(got.Length, 1, 100);
    }

    [Fact]
    public async Task What_is_held_reaches_the_broker_only_afterwards()
    {
        var held = new TaskCompletionSource();
        await using var proxy = FaultProxy.OfRequests(new Uri(_here.Url), _here.Folder["tls"], async passing =>
        {
            if (passing.Moment == Moment.Request)
                await held.Task;
            return Verdict.Pass;
        });
        using var client = Client(proxy);
        var asking = client.GetAsync(new Uri("/healthz", UriKind.Relative));
        await Eventually.TrueAsync(() => proxy.Links.SingleOrDefault()?.Current is not null, "it is seen");
        Assert.False(asking.IsCompleted);
        held.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await asking).StatusCode);
    }

    private FaultProxy Proxy(Action<Passing> see) => FaultProxy.OfRequests(new Uri(_here.Url), _here.Folder["tls"], passing =>
    {
        see(passing);
        return Task.FromResult(Verdict.Pass);
    });

    private HttpClient Client(FaultProxy proxy) =>
        HttpClients.Create(new BrokerAddress { Url = BrokerAddress.ParseUrl(proxy.Url)!, TokenFile = null, CaFile = _here.CaFile });
}
