using System.Net;
using Dejima.Broker.Storage;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Dejima.Broker.Tests;

/// <summary>Nobody gets more than the quotas, and everybody is told which one it was before the first byte.</summary>
public sealed class QuotaTests
{
    [Fact]
    public async Task Waiting_calculations_of_a_user_are_counted_until_they_are_taken_or_end()
    {
        await using var server = await Start("waiting-per-user: 2");
        using var host = await server.Host();
        using var bob = await server.Host("bob");
        using var agent = await server.Agent();
        var first = Guid.NewGuid();
        await host.Put(Routes.Calculation(first), Steps.Request()).Is(HttpStatusCode.Created);
        var second = await host.Register(Steps.Request("far-site"));
        var refusal = await Ask(host).Refused(ErrorCode.QuotaCalculations);
        Assert.Equal((429, 2L, QuotaOf.User), (refusal.Status, refusal.Limit, refusal.Quota));
        // A repetition is no further one, and another user has a quota of his own.
        await host.Put(Routes.Calculation(first), Steps.Request()).Is(HttpStatusCode.OK);
        await bob.Register(Steps.Request());

        await host.Post(Routes.Action(first, "release")).Status();
        await Ask(host).Refused(ErrorCode.QuotaCalculations);
        await agent.AskForWork().Claimed();
        var third = await host.Register(Steps.Request());
        await Ask(host).Refused(ErrorCode.QuotaCalculations);
        await host.Post(Routes.Action(second, "cancel")).Status();
        await host.Register(Steps.Request());
        await Ask(host).Refused(ErrorCode.QuotaCalculations);
        Assert.Equal(CalculationState.Registered, (await host.Status(third)).State);
    }

    [Fact]
    public async Task Waiting_calculations_of_a_site_are_counted_whoever_hands_them_out()
    {
        await using var server = await Start("waiting-per-site: 2");
        using var host = await server.Host();
        using var bob = await server.Host("bob");
        await host.Register(Steps.Request());
        await bob.Register(Steps.Request());
        var refusal = await Ask(bob).Refused(ErrorCode.QuotaCalculations);
        Assert.Equal((429, 2L, QuotaOf.Site), (refusal.Status, refusal.Limit, refusal.Quota));
        await host.Register(Steps.Request("far-site"));
    }

    [Theory]
    [InlineData("user-size: 100", ErrorCode.QuotaUserSize, 413, true)]
    [InlineData("total-size: 100", ErrorCode.QuotaTotalSize, 507, false)]
    public async Task Bytes_are_counted_from_registration_to_collection(string quota, string code, int status, bool ofUser)
    {
        await using var server = await Start(quota);
        using var host = await server.Host();
        using var bob = await server.Host("bob");
        using var agent = await server.Agent();
        var id = await host.Register(Sized(60));
        var refusal = await Ask(host, 41).Refused(code);
        Assert.Equal((status, 100L), (refusal.Status, refusal.Limit));
        // Refused before the first byte: there is nothing to send it to.
        Assert.Equal([$"{id:N}"], Directory.EnumerateDirectories(server.Payload).Select(Path.GetFileName));
        await host.Register(Sized(0));
        await Ask(bob, 41).Is(ofUser ? HttpStatusCode.Created : HttpStatusCode.InsufficientStorage);

        // The command has ended: its inputs are there until its outputs, which are announced, are there too.
        await host.Upload(Routes.Inputs(id), "in", Content.Random(60));
        await host.Post(Routes.Action(id, "release")).Status();
        await agent.AskForWork().Claimed();
        await agent.Report(id, "start", 1).Status();
        await agent.End(id, 1, Steps.Ended(Content.Declare("out", Content.Random(40)))).Status();
        await Ask(host, 1).Refused(code);
        await agent.Upload(Routes.Outputs(id), "out", Content.Random(40), Party.Epoch(1));
        await agent.Report(id, "complete", 1).Status();
        var second = await host.Register(Sized(60));
        await Ask(host, 1).Refused(code);
        await host.Post(Routes.Action(id, "collect")).Status();
        await host.Post(Routes.Action(second, "cancel")).Status();
        await Ask(host, ofUser ? 100 : 59).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("user-size: 100", ErrorCode.QuotaUserSize, 413)]
    [InlineData("total-size: 100", ErrorCode.QuotaTotalSize, 507)]
    public async Task Outputs_over_a_quota_are_refused_at_the_end_and_the_agent_may_report_otherwise(string quota, string code, int status)
    {
        await using var server = await Start(quota);
        using var host = await server.Host();
        using var agent = await server.Agent();
        var (full, fits) = (await Started(), await Started());
        var refusal = await End(full, 101).Refused(code);
        Assert.Equal((status, 100L), (refusal.Status, refusal.Limit));
        await End(fits, 70).Status();
        await End(full, 31).Refused(code);
        Assert.Equal((CalculationState.Running, 70m), ((await host.Status(full)).State, TallyOf(server).All.Bytes));
        // The report that was taken is repeated although there is no room for a further one.
        await End(fits, 70).Status();

        await agent.End(full, 1, new EndReport { ExitCode = 0, Reason = new Reason(ReasonCode.OutputUnfit, "no room") }).Status();
        var ended = await agent.Report(full, "complete", 1).Status();
        Assert.Equal((CalculationState.Failed, "no room", 0), (ended.State, ended.Reason?.Message, ended.ExitCode));
        Assert.Equal(70, TallyOf(server).All.Bytes);

        async Task<Guid> Started() => (await host.HandAndStart(agent, Steps.Request("demo-site", "out"))).Calculation;

        Task<HttpResponseMessage> End(Guid id, int size) => agent.End(id, 1, Steps.Ended(Content.Declare("out", Content.Random(size))));
    }

    [Fact]
    public async Task A_changed_quota_holds_without_a_restart()
    {
        await using var server = await Start("waiting-per-user: 0");
        using var host = await server.Host();
        await Ask(host).Refused(ErrorCode.QuotaCalculations);
        server.Configure(BrokerServer.UsualSites + "\n\nquotas: { waiting-per-user: 1 }");
        await Eventually.True(
            async () =>
            {
                server.Clock.Advance(TimeSpan.FromSeconds(2));
                using var answer = await Ask(host);
                return answer.StatusCode == HttpStatusCode.Created;
            },
            "the larger quota holds");
        await Ask(host).Refused(ErrorCode.QuotaCalculations);
    }

    internal static Task<BrokerServer> Start(string quotas) => BrokerServer.Start($$"""
        {{BrokerServer.UsualSites}}
        quotas: { {{quotas}} }
        """);

    internal static CalculationRequest Sized(int size) => Steps.Request("demo-site", "out") with { Inputs = [Content.Declare("in", Content.Random(size))] };

    internal static Task<HttpResponseMessage> Ask(Party host, int? size = null) =>
        host.Put(Routes.Calculation(Guid.NewGuid()), size is { } bytes ? Sized(bytes) : Steps.Request());

    internal static Tally TallyOf(BrokerServer server) => server.Services.GetRequiredService<Tally>();
}
