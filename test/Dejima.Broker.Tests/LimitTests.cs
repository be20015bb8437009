using System.Net;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests;

public sealed class LimitTests
{
    private const string Tight = BrokerServer.UsualSites + """

        limits: { file-size: 100, calculation-size: 150, files: 3, log-size: 10 }
        """;

    [Fact]
    public async Task Inputs_over_a_limit_are_refused_at_registration()
    {
        await using var server = await BrokerServer.Start(Tight);
        using var host = await server.Host();
        Assert.Equal(100, (await Put(101).Refused(ErrorCode.TooLarge)).Limit);
        Assert.Equal(150, (await Put(100, 51).Refused(ErrorCode.TooLarge)).Limit);
        await Put(1, 1, 1, 1).Refused(ErrorCode.TooLarge);
        await Put(long.MaxValue, long.MaxValue).Refused(ErrorCode.TooLarge);
        await host.Put(Routes.Calculation(Guid.NewGuid()), Steps.Request("demo-site", "a", "b", "c", "d")).Refused(ErrorCode.TooLarge);
        await Put(100, 50).Is(HttpStatusCode.Created);

        Task<HttpResponseMessage> Put(params long[] sizes) => host.Put(
            Routes.Calculation(Guid.NewGuid()),
            Steps.Request() with { Inputs = [.. sizes.Select((size, i) => new DeclaredFile($"f{i}", size, Content.Sha256([])))] });
    }

    [Fact]
    public async Task Outputs_over_a_limit_are_refused_at_the_end_and_the_agent_may_report_otherwise()
    {
        await using var server = await BrokerServer.Start(Tight);
        using var host = await server.Host();
        using var agent = await server.Agent();
        var id = (await host.HandAndStart(agent, Steps.Request("demo-site", "out"))).Calculation;
        var refusal = await agent.End(id, 1, Steps.Ended(new DeclaredFile("out", 101, Content.Sha256([])))).Refused(ErrorCode.TooLarge);
        Assert.Equal(100, refusal.Limit);
        await agent.End(id, 1, new EndReport { Reason = new Reason(ReasonCode.OutputUnfit, "too large") }).Status();
        Assert.Equal(CalculationState.Failed, (await agent.Report(id, "complete", 1).Status()).State);
    }

    [Fact]
    public async Task What_does_not_fit_into_a_log_is_refused_and_the_log_says_so()
    {
        await using var server = await BrokerServer.Start(Tight);
        using var host = await server.Host();
        using var agent = await server.Agent();
        var id = (await host.HandAndStart(agent, Steps.Request())).Calculation;
        await agent.AppendLog(id, 1, 0, Content.Of("0123456789")).Is(HttpStatusCode.NoContent);
        Assert.Equal("0123456789", await Log(LogStream.Stdout));
        Assert.Equal(10, (await agent.AppendLog(id, 1, 10, Content.Of("x")).Refused(ErrorCode.TooLarge)).Limit);
        const string Full = "0123456789\n[dejima: the log's limit of 10 B was reached; what follows was not kept]\n";
        Assert.Equal(Full, await Log(LogStream.Stdout));
        await agent.AppendLog(id, 1, 10, Content.Of("x")).Refused(ErrorCode.TooLarge);
        await agent.AppendLog(id, 1, 0, Content.Of("0")).Refused(ErrorCode.TooLarge);
        Assert.Equal(Full, await Log(LogStream.Stdout));

        await agent.AppendLog(id, 1, 0, Content.Of("01234567"), LogStream.Stderr).Is(HttpStatusCode.NoContent);
        var chunked = agent.Send(
            HttpMethod.Patch, Routes.Log(id, LogStream.Stderr), new ChunkedContent(Content.Of("89abc")), Party.Epoch(1), (HeaderName.LogOffset, "8"));
        await chunked.Refused(ErrorCode.TooLarge);
        Assert.Equal(Full, await Log(LogStream.Stderr));

        async Task<string> Log(LogStream stream)
        {
            using var log = await host.Get(Routes.Log(id, stream));
            return await log.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task Ten_thousand_files_fit()
    {
        const int Files = 10_000;
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var names = Enumerable.Range(0, Files).Select(i => $"folder/{new string('n', 100)}{i}").ToArray();
        var request = Steps.Request("demo-site", names) with { Inputs = [.. names.Select(name => Content.Declare(name, []))] };
        var id = await host.Register(request);
        await host.Upload(Routes.Inputs(id), names[Files - 1], []);
        var status = await host.Status(id);
        Assert.Equal((Files, 1), (status.Inputs.Count, status.Inputs.Count(file => file.Received)));
        Assert.Equal(Files - 1, (await host.Post(Routes.Action(id, "release")).Refused(ErrorCode.InputsMissing)).Missing!.Count);
        await server.Restart();
        using var later = await server.Host();
        Assert.True((await later.Status(id)).Inputs[Files - 1].Received);
    }
}
