using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Dejima.Client;
using Dejima.Client.Calls;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Agent.Tests;

/// <summary>What a client makes of a broker that speaks another version of the protocol.</summary>
public class ProtocolTests
{
    [Theory]
    [InlineData("2", ErrorCode.ProtocolTooOld, "update dejima")]
    [InlineData("0", ErrorCode.ProtocolTooNew, "the broker should be updated")]
    [InlineData("x", ErrorCode.ProtocolTooOld, "update dejima")]
    public async Task An_answer_in_another_version_is_not_used_and_the_words_say_what_to_update(string version, string code, string words)
    {
        using var broker = new OneAnswer(version, HttpStatusCode.OK, null);
        var refused = await Assert.ThrowsAsync<BrokerException>(() => AskAsync(broker));
        Assert.Equal(code, refused.Code);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, broker.Calls);
    }

    [Theory]
    [InlineData("1")]
    [InlineData(null)]
    public async Task An_answer_in_the_same_version_or_without_one_is_used(string? version)
    {
        using var broker = new OneAnswer(version, HttpStatusCode.OK, null);
        Assert.Empty(await AskAsync(broker));
    }

    [Theory]
    [InlineData(ErrorCode.ProtocolTooOld, 3, 5, "only 3 and later: update dejima on this computer")]
    [InlineData(ErrorCode.ProtocolTooNew, 0, 0, "only up to 0: its operator should update the broker")]
    public async Task A_broker_that_refuses_the_version_is_asked_once_and_its_range_is_said(string code, int oldest, int newest, string words)
    {
        using var broker = new OneAnswer(
            "5", HttpStatusCode.BadRequest, new Problem { Code = code, Detail = "no", Status = 400, Oldest = oldest, Newest = newest });
        var refused = await Assert.ThrowsAsync<BrokerException>(() => AskAsync(broker));
        Assert.Equal(code, refused.Code);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, broker.Calls);
    }

    [Theory]
    [InlineData(ErrorCode.ProtocolTooOld)]
    [InlineData(ErrorCode.ProtocolTooNew)]
    public async Task An_agent_waits_for_the_broker_that_fits_and_its_command_goes_on(string code)
    {
        using var site = new Site("""touch "$root/runs"; until [ -e "$root/go" ]; do sleep 0.02; done; echo done > out.dat""", outputs: "out.dat");
        var refused = 0;
        site.Fake.Before = call =>
        {
            if (call != "lease" || !File.Exists(site.At("runs")) || refused >= 2)
                return;
            if (++refused == 2)
                File.WriteAllText(site.At("go"), string.Empty);
            throw new BrokerException(HttpStatusCode.BadRequest, new Problem { Code = code, Status = 400 });
        };
        Assert.Equal(CalculationState.Succeeded, (await site.ServeToEndAsync()).State);
        Assert.Equal(2, refused);
    }

    private static async Task<IReadOnlyList<CalculationStatus>> AskAsync(OneAnswer broker)
    {
        using var client = new HttpClient(broker, disposeHandler: false) { BaseAddress = new Uri("https://broker.test") };
        using var http = new BrokerHttp(client, TimeSpan.FromMinutes(1), TimeProvider.System);
        return await new HostClient(http).ListAsync(TestContext.Current.CancellationToken);
    }

    private sealed class OneAnswer(string? version, HttpStatusCode status, Problem? problem) : HttpMessageHandler
    {
        public int Calls { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            var answer = new HttpResponseMessage(status)
            {
                Content = problem is null
                    ? new ByteArrayContent("[]"u8.ToArray())
                    : new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(problem, ContractsJson.Default.Problem)),
            };
            answer.Content.Headers.ContentType = new MediaTypeHeaderValue(problem is null ? "application/json" : Problem.MediaType);
            if (version is not null)
                answer.Headers.Add(HeaderName.Protocol, version);
            return Task.FromResult(answer);
        }
    }
}
