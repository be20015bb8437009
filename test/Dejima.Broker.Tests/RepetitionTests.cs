using System.Net;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;
using Dejima.Contracts.Leases;

namespace Dejima.Broker.Tests;

/// <summary>Every change asked for again after a lost answer is answered as the first time.</summary>
public sealed class RepetitionTests(SharedBroker shared) : IClassFixture<SharedBroker>
{
    [Fact]
    public async Task Each_step_may_be_repeated()
    {
        using var host = await shared.Server.Host();
        using var agent = await shared.Server.Agent();
        var (input, output) = (Content.Random(1000), Content.Random(500));
        var request = Steps.Request("demo-site", "out") with { Inputs = [Content.Declare("in", input)] };
        var id = await host.Register(request);
        await host.Put(Routes.Calculation(id), request).Status();

        var first = await host.Upload(Routes.Inputs(id), "in", input);
        Assert.Equal(first, await host.Upload(Routes.Inputs(id), "in", input));
        await Twice(() => host.Post(Routes.Action(id, "release")));
        Assert.Equal(first, await host.Upload(Routes.Inputs(id), "in", input));

        var claim = Guid.NewGuid();
        var once = await agent.AskForWork(claim: claim).Claimed();
        var again = await agent.AskForWork(claim: claim).Claimed();
        Assert.Equal((once.Calculation, once.Epoch), (again.Calculation, again.Epoch));
        await agent.AskForWork().Is(HttpStatusCode.NoContent);

        await Twice(() => agent.Report(id, "start", 1));
        await Twice(() => agent.End(id, 1, Steps.Ended(Content.Declare("out", output))));
        var upload = await agent.Upload(Routes.Outputs(id), "out", output, Party.Epoch(1));
        Assert.Equal(upload, await agent.Upload(Routes.Outputs(id), "out", output, Party.Epoch(1)));
        await Twice(() => agent.Report(id, "complete", 1));
        await Twice(() => host.Post(Routes.Action(id, "cancel")));
        await Twice(() => host.Post(Routes.Action(id, "collect")));
        // Even now, with parameters forgotten, a repeated registration is known.
        await host.Put(Routes.Calculation(id), request).Status();
    }

    [Fact]
    public async Task A_refusal_may_be_repeated()
    {
        using var host = await shared.Server.Host();
        using var agent = await shared.Server.Agent();
        var claim = await host.Hand(agent, Steps.Request());
        var report = new RefusalReport(new Reason("policy", "not here"));
        await Twice(() => agent.Post(Routes.Action(claim.Calculation, "refuse"), report, Party.Epoch(claim.Epoch)));
        var refused = await host.Status(claim.Calculation);
        Assert.Equal((CalculationState.Refused, "not here"), (refused.State, refused.Reason?.Message));
    }

    [Fact]
    public async Task Another_registration_under_the_same_id_is_refused()
    {
        using var host = await shared.Server.Host();
        var request = Steps.Request() with { Parameters = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } };
        var id = await host.Register(request);
        var reordered = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" };
        await host.Put(Routes.Calculation(id), request with { Parameters = reordered }).Status();
        await host.Put(Routes.Calculation(id), request with { Command = "other" }).Refused(ErrorCode.CalculationExists);
        await host.Put(Routes.Calculation(id), request with { TimeoutSeconds = 5 }).Refused(ErrorCode.CalculationExists);
    }

    [Fact]
    public async Task Many_registrations_at_once_make_one_calculation()
    {
        using var host = await shared.Server.Host();
        var id = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.Put(Routes.Calculation(id), Steps.Request())));
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
    }

    private static async Task Twice(Func<Task<HttpResponseMessage>> change)
    {
        var first = await change().Status();
        var second = await change().Status();
        Assert.Equal((first.State, first.Version, first.EndedAt), (second.State, second.Version, second.EndedAt));
    }
}
