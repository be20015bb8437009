using System.Net;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests;

public sealed class DownloadTests(SharedBroker shared) : IClassFixture<SharedBroker>
{
    private static readonly byte[] Bytes = Content.Random(1_000_000);

    [Theory]
    [InlineData("bytes=0-", 0, 1_000_000)]
    [InlineData("bytes=10-19", 10, 10)]
    [InlineData("bytes=999999-", 999_999, 1)]
    [InlineData("bytes=500000-2000000", 500_000, 500_000)]
    [InlineData("bytes=-1000", 999_000, 1000)]
    [InlineData("bytes=-9999999", 0, 1_000_000)]
    public async Task A_range_is_served(string range, int from, int count)
    {
        var (host, id) = await Returned();
        using var answer = await host.Get(Routes.Output(id, "out"), ("Range", range));
        Assert.Equal(count == Bytes.Length ? HttpStatusCode.OK : HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(count == Bytes.Length ? null : $"bytes {from}-{from + count - 1}/{Bytes.Length}", answer.Content.Headers.ContentRange?.ToString());
        Assert.Equal(Bytes[from..(from + count)], await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("bytes=1000000-")]
    [InlineData("bytes=2000000-3000000")]
    [InlineData("bytes=-0")]
    public async Task A_range_outside_is_refused(string range)
    {
        var (host, id) = await Returned();
        using var answer = await host.Get(Routes.Output(id, "out"), ("Range", range));
        Assert.Equal("bytes */1000000", answer.Content.Headers.ContentRange?.ToString());
        await Task.FromResult(answer).Refused(ErrorCode.RangeNotSatisfiable);
    }

    [Theory]
    [InlineData("bytes=0-1,5-6")]
    [InlineData("lines=1-2")]
    [InlineData("bytes=9-1")]
    [InlineData("nonsense")]
    public async Task Any_other_range_gets_the_whole(string range)
    {
        var (host, id) = await Returned();
        using var answer = await host.Get(Routes.Output(id, "out"), ("Range", range)).Is(HttpStatusCode.OK);
        Assert.Equal(Bytes, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_digest_goes_along()
    {
        var (host, id) = await Returned();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var answer = await host.Send(method, Routes.Output(id, "out")).Is(HttpStatusCode.OK);
            Assert.Equal(Content.Sha256(Bytes), ReprDigest.Parse(answer.Header(HeaderName.ReprDigest)));
            Assert.Equal($"\"{Content.Sha256(Bytes)}\"", answer.Headers.ETag?.Tag);
            Assert.Equal("bytes", answer.Headers.AcceptRanges.Single());
            Assert.Equal(Bytes.Length, answer.Content.Headers.ContentLength);
        }
    }

    [Fact]
    public async Task An_output_is_there_once_it_is_whole()
    {
        using var host = await shared.Server.Host();
        using var agent = await shared.Server.Agent();
        var id = (await host.HandAndStart(agent, Steps.Request("demo-site", "out"))).Calculation;
        await host.Get(Routes.Output(id, "out")).Refused(ErrorCode.WrongState);
        await agent.End(id, 1, Steps.Ended(Content.Declare("out", Bytes))).Status();
        await host.Get(Routes.Output(id, "out")).Refused(ErrorCode.WrongState);
        Assert.Equal(["out"], (await agent.Report(id, "complete", 1).Refused(ErrorCode.OutputsMissing)).Missing!);
        await agent.Upload(Routes.Outputs(id), "out", Bytes, Party.Epoch(1));
        await host.Get(Routes.Output(id, "out")).Is(HttpStatusCode.OK);
        await host.Get(Routes.Output(id, "other")).Refused(ErrorCode.UnknownFile);
    }

    [Fact]
    public async Task Inputs_go_to_the_holder_of_the_lease_only_while_he_holds_it()
    {
        using var host = await shared.Server.Host();
        using var agent = await shared.Server.Agent();
        var id = await host.Register(Steps.Request() with { Inputs = [Content.Declare("in", Bytes)] });
        await host.Upload(Routes.Inputs(id), "in", Bytes);
        await host.Post(Routes.Action(id, "release")).Status();
        await agent.Get(Routes.Input(id, "in"), Party.Epoch(0)).Refused(ErrorCode.StaleLease);
        await agent.AskForWork().Claimed();
        await agent.Get(Routes.Input(id, "in")).Refused(ErrorCode.MalformedRequest);
        using (var part = await agent.Get(Routes.Input(id, "in"), Party.Epoch(1), ("Range", "bytes=5-")).Is(HttpStatusCode.PartialContent))
            Assert.Equal(Bytes[5..], await part.Content.ReadAsByteArrayAsync());
        await agent.End(id, 1, new EndReport { Reason = new Reason("start-failed", "no") }).Status();
        await agent.Report(id, "complete", 1).Status();
        await agent.Get(Routes.Input(id, "in"), Party.Epoch(1)).Refused(ErrorCode.StaleLease);
        Assert.False(File.Exists(Path.Combine(shared.Server.Payload, $"{id:N}", "input-0")));
    }

    private async Task<(Party Host, Guid Id)> Returned()
    {
        var host = await shared.Server.Host();
        using var agent = await shared.Server.Agent();
        var id = (await host.HandAndStart(agent, Steps.Request("demo-site", "out"))).Calculation;
        await agent.End(id, 1, Steps.Ended(Content.Declare("out", Bytes))).Status();
        await agent.Upload(Routes.Outputs(id), "out", Bytes, Party.Epoch(1));
        return (host, id);
    }
}
