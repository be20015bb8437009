using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests;

/// <summary>No payload, parameter value or token in any log, at any level.</summary>
public sealed class PrivacyTests
{
    [Fact]
    public async Task Logs_hold_nothing_of_what_was_sent()
    {
        const string Value = "parameter-value-c1a0";
        const string Payload = "payload-content-5b7e";
        await using var server = await BrokerServer.Start();
        var (hostToken, agentToken) = (await server.Token("alice", ["submit"]), await server.Token("agent", ["site:demo-site"]));
        using var host = server.Nobody(hostToken);
        using var agent = server.Nobody(agentToken);
        using var wrong = server.Nobody("dj_a-wrong-token-93fd");
        var content = Content.Of(Payload);
        var request = Steps.Request("demo-site", "out") with
        {
            Parameters = new Dictionary<string, string> { ["p"] = Value },
            Inputs = [Content.Declare("in", content)],
        };
        var id = await host.Register(request);
        await host.Put(Routes.Calculation(id), request with { Command = "other" }).Refused("calculation-exists");
        await host.Put(Routes.Calculation(Guid.NewGuid()), request with { Site = "nowhere" }).Refused("unknown-site");
        await host.Send(HttpMethod.Put, Routes.Calculation(Guid.NewGuid()), new StringContent($"{{\"{Value}", null, "application/json")).Refused("malformed-request");
        await wrong.Get(Routes.Calculation(id)).Refused("unauthenticated");
        await host.Upload(Routes.Inputs(id), "in", content);
        await host.Post(Routes.Action(id, "release")).Status();
        await agent.AskForWork().Claimed();
        await agent.Report(id, "start", 1).Status();
        await agent.AppendLog(id, 1, 0, content).Is(System.Net.HttpStatusCode.NoContent);
        await agent.End(id, 1, Steps.Ended(Content.Declare("out", content))).Status();
        await agent.Upload(Routes.Outputs(id), "out", content, Party.Epoch(1));
        await agent.Report(id, "complete", 1).Status();
        await host.Post(Routes.Action(id, "collect")).Status();
        await server.Down();

        var log = string.Concat(server.Log.Lines);
        Assert.Contains("AccessGate", log, StringComparison.Ordinal);
        foreach (var secret in new[] { Value, Payload, hostToken, agentToken, "a-wrong-token" })
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
    }
}
