using System.Net;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests;

/// <summary>Ending the broker at any moment loses nothing and doubles nothing.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task An_upload_goes_on_after_a_restart_in_its_middle()
    {
        await using var server = await BrokerServer.Start();
        var content = Content.Random(3_000_000);
        string upload;
        Guid id;
        using (var host = await server.Host())
        {
            id = await host.Register(Steps.Request() with { Inputs = [Content.Declare("in", content)] });
            using var created = await host.Create(Routes.Inputs(id), Content.Declare("in", content));
            upload = created.Headers.Location!.OriginalString;
            await host.Patch(upload, 0, content[..1_000_000]).Is(HttpStatusCode.NoContent);
            var body = new HeldContent(content[1_000_000..]);
            var writing = host.Patch(upload, 1_000_000, body);
            await body.Started;
            await server.Down();
            body.GoOn();
            await Assert.ThrowsAnyAsync<Exception>(() => writing.Is(HttpStatusCode.NoContent));
        }

        await server.Up();
        using var later = await server.Host();
        var offset = (int)await later.Offset(upload);
        Assert.InRange(offset, 1_000_000, 2_000_000);
        await later.Patch(upload, offset, content[offset..]).Is(HttpStatusCode.NoContent);
        Assert.True((await later.Status(id)).Inputs[0].Received);
    }

    [Fact]
    public async Task A_file_whose_last_byte_came_just_before_the_end_is_verified_afterwards()
    {
        await using var server = await BrokerServer.Start();
        var content = Content.Random(100_000);
        string upload;
        Guid id;
        using (var host = await server.Host())
        {
            id = await host.Register(Steps.Request() with { Inputs = [Content.Declare("in", content)] });
            using var created = await host.Create(Routes.Inputs(id), Content.Declare("in", content));
            upload = created.Headers.Location!.OriginalString;
        }

        await server.Down();
        await File.WriteAllBytesAsync(Path.Combine(server.Payload, $"{id:N}", "input-0.part"), content);
        await server.Up();
        using var later = await server.Host();
        Assert.Equal(content.Length - 1, await later.Offset(upload));
        await later.Patch(upload, content.Length - 1, content[^1..]).Is(HttpStatusCode.NoContent);
        Assert.True((await later.Status(id)).Inputs[0].Received);
    }

    [Fact]
    public async Task A_file_that_was_verified_but_not_yet_known_to_be_is_found()
    {
        await using var server = await BrokerServer.Start();
        var content = Content.Random(100_000);
        Guid id;
        using (var host = await server.Host())
            id = await host.Register(Steps.Request() with { Inputs = [Content.Declare("in", content)] });
        await server.Down();
        await File.WriteAllBytesAsync(Path.Combine(server.Payload, $"{id:N}", "input-0"), content);
        await server.Up();
        using var later = await server.Host();
        Assert.Equal(content.Length, await later.Offset($"{Routes.Base}/uploads/{id:N}-input-0"));
        await later.Post(Routes.Action(id, "release")).Status();
    }

    [Fact]
    public async Task Every_state_survives()
    {
        await using var server = await BrokerServer.Start();
        Guid id;
        using (var host = await server.Host())
        using (var agent = await server.Agent())
        {
            id = (await host.HandAndStart(agent, Steps.Request("demo-site", "out"))).Calculation;
            await agent.AppendLog(id, 1, 0, Content.Of("log")).Is(HttpStatusCode.NoContent);
            await agent.End(id, 1, Steps.Ended(Content.Declare("out", Content.Of("x")))).Status();
        }

        await server.Restart();
        using var laterHost = await server.Host();
        using var laterAgent = await server.Agent();
        await laterAgent.Upload(Routes.Outputs(id), "out", Content.Of("x"), Party.Epoch(1));
        await laterAgent.AppendLog(id, 1, 3, Content.Of(" goes on")).Is(HttpStatusCode.NoContent);
        Assert.Equal(CalculationState.Succeeded, (await laterAgent.Report(id, "complete", 1).Status()).State);
        using var log = await laterHost.Get(Routes.Log(id, LogStream.Stdout));
        Assert.Equal("log goes on", await log.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Long_polls_end_at_once_when_the_broker_stops()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var running = (await host.HandAndStart(agent, Steps.Request())).Calculation;
        var version = (await host.Status(running)).Version;
        var before = server.Log.Lines.Count(Executing);
        Task<HttpResponseMessage>[] waiting =
        [
            host.Get(Routes.CalculationAfter(running, version, 60)),
            host.Get(Routes.LogFrom(running, LogStream.Stdout, 0, 60)),
            agent.Post(Routes.Action(running, "lease") + "?wait=60", Party.Epoch(1)),
        ];
        var idle = agent.AskForWork(wait: 60);
        await Eventually.True(() => server.Log.Lines.Count(Executing) >= before + 4, "all wait");
        Assert.All(waiting, poll => Assert.False(poll.IsCompleted));
        await server.Down();
        foreach (var poll in waiting)
            await poll.Is(HttpStatusCode.OK);
        await idle.Is(HttpStatusCode.NoContent);
    }

    private static bool Executing(string line) => line.Contains("Executing endpoint", StringComparison.Ordinal);
}
