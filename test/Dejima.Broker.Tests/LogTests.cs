using System.Net;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;
using static Dejima.Broker.Tests.Harness.Content;

namespace Dejima.Broker.Tests;

public sealed class LogTests(SharedBroker shared) : IClassFixture<SharedBroker>
{
    [Fact]
    public async Task Appends_continue_where_the_last_one_ended()
    {
        var (host, agent, id) = await Running();
        Assert.Equal("3", await Append(agent, id, 0, "abc"));
        Assert.Equal("6", await Append(agent, id, 3, "def"));
        // A repeated append, and one of which a part is there already.
        Assert.Equal("6", await Append(agent, id, 3, "def"));
        Assert.Equal("6", await Append(agent, id, 0, "ab"));
        Assert.Equal("8", await Append(agent, id, 5, "fgh"));
        Assert.Equal("8", await Append(agent, id, 8, ""));
        Assert.Equal(8, (await agent.AppendLog(id, 1, 9, Of("x")).Refused(ErrorCode.OffsetMismatch)).Offset);
        Assert.Equal("abcdefgh", await Read(host, id, 0));
        Assert.Equal("gh", await Read(host, id, 6));
        Assert.Equal(string.Empty, await Read(host, id, 8));
        Assert.Equal(string.Empty, await Read(host, id, 800));
        Assert.Equal(string.Empty, await Read(host, id, 0, LogStream.Stderr));
        await host.Get(Routes.Log(id, LogStream.Stdout) + "?offset=-1").Refused(ErrorCode.MalformedRequest);
        await agent.Send(HttpMethod.Patch, Routes.Log(id, LogStream.Stdout), null, Party.Epoch(1)).Refused(ErrorCode.MalformedRequest);
    }

    [Fact]
    public async Task A_reader_is_answered_as_soon_as_there_is_something()
    {
        var (host, agent, id) = await Running();
        var reading = host.Get(Routes.LogFrom(id, LogStream.Stderr, 0, 60));
        await agent.AppendLog(id, 1, 0, Of("late"), LogStream.Stderr).Is(HttpStatusCode.NoContent);
        using var log = await reading.Is(HttpStatusCode.OK);
        Assert.Equal("late", await log.Content.ReadAsStringAsync());
        Assert.Equal("false", log.Header(HeaderName.LogComplete));
    }

    [Fact]
    public async Task A_reader_is_answered_when_the_calculation_ends()
    {
        var (host, agent, id) = await Running();
        var reading = host.Get(Routes.LogFrom(id, LogStream.Stdout, 0, 60));
        await agent.End(id, 1, Steps.Ended()).Status();
        await agent.Report(id, "complete", 1).Status();
        using var log = await reading.Is(HttpStatusCode.OK);
        Assert.Equal("true", log.Header(HeaderName.LogComplete));
        await agent.AppendLog(id, 1, 0, Of("x")).Refused(ErrorCode.WrongState);
        await host.Post(Routes.Action(id, "collect")).Status();
        await host.Get(Routes.Log(id, LogStream.Stdout)).Refused(ErrorCode.PayloadGone);
        await agent.AppendLog(id, 1, 0, Of("x")).Refused(ErrorCode.PayloadGone);
    }

    [Fact]
    public async Task Any_bytes_come_back_as_they_were_sent()
    {
        var (host, agent, id) = await Running();
        var bytes = Random(2_000_000);
        for (var at = 0; at < bytes.Length; at += 400_000)
            await agent.AppendLog(id, 1, at, bytes[at..(at + 400_000)]).Is(HttpStatusCode.NoContent);
        using var log = await host.Get(Routes.Log(id, LogStream.Stdout));
        Assert.Equal(bytes, await log.Content.ReadAsByteArrayAsync());
    }

    private static async Task<string> Append(Party agent, Guid id, long offset, string text)
    {
        using var answer = await agent.AppendLog(id, 1, offset, Of(text)).Is(HttpStatusCode.NoContent);
        return answer.Header(HeaderName.LogOffset);
    }

    private static async Task<string> Read(Party host, Guid id, long offset, LogStream stream = LogStream.Stdout)
    {
        using var log = await host.Get(Routes.LogFrom(id, stream, offset, 0)).Is(HttpStatusCode.OK);
        Assert.Equal($"{offset}", log.Header(HeaderName.LogOffset));
        return await log.Content.ReadAsStringAsync();
    }

    private async Task<(Party Host, Party Agent, Guid Id)> Running()
    {
        var (host, agent) = (await shared.Server.Host(), await shared.Server.Agent());
        return (host, agent, (await host.HandAndStart(agent, Steps.Request())).Calculation);
    }
}
