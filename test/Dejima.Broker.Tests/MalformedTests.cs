using System.Text;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests;

public sealed class MalformedTests(SharedBroker shared) : IClassFixture<SharedBroker>
{
    private const string Digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"site":"demo-site"}""")]
    [InlineData("""{"site":null,"command":"solve"}""")]
    [InlineData("""{"site":1,"command":"solve"}""")]
    [InlineData("""{"site":"demo-site","command":"solve","site":"far-site"}""")]
    [InlineData("""{"site":"demo-site","command":"solve","parameters":{"a":"1","a":"2"}}""")]
    [InlineData("""{"site":"demo-site","command":"solve","parameters":{"a":null}}""")]
    [InlineData("""{"site":"demo-site","command":"solve","parameters":{"a":1}}""")]
    [InlineData("""{"site":"demo-site","command":"solve","parameters":{"a b":"1"}}""")]
    [InlineData("""{"site":"demo-site","command":"solve","inputs":[null]}""")]
    [InlineData("""{"site":"demo-site","command":"solve","inputs":null}""")]
    [InlineData("""{"site":"demo-site","command":"solve","inputs":[{"name":"a","size":-1,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}]}""")]
    [InlineData("""{"site":"demo-site","command":"solve","inputs":[{"name":"a","size":1e99,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}]}""")]
    [InlineData("""{"site":"demo-site","command":"solve","inputs":[{"name":"a","size":0,"sha256":"E3B0"}]}""")]
    [InlineData("""{"site":"demo-site","command":"solve","inputs":[{"name":"a","size":0}]}""")]
    [InlineData("""{"site":"demo-site","command":"solve","timeoutSeconds":0}""")]
    [InlineData("""{"site":"demo-site","command":"solve","timeoutSeconds":1e300}""")]
    [InlineData("""{"site":"demo-site","command":"solve","timeoutSeconds":"NaN"}""")]
    [InlineData("""{"site":"../x","command":"solve"}""")]
    [InlineData("""{"site":"demo-site","command":"solve; rm"}""")]
    [InlineData("""{"site":"demo-site\ud800","command":"solve"}""")]
    public async Task A_registration_that_is_not_one_is_refused(string body)
    {
        using var host = await shared.Server.Host();
        var problem = await host.Send(HttpMethod.Put, Routes.Calculation(Guid.NewGuid()), Json(body)).Refused(ErrorCode.MalformedRequest);
        Assert.DoesNotContain("Exception", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_that_is_null_has_no_valid_name()
    {
        using var host = await shared.Server.Host();
        await host.Send(HttpMethod.Put, Routes.Calculation(Guid.NewGuid()), Json("""{"site":"demo-site","command":"solve","outputs":[null]}"""))
            .Refused(ErrorCode.InvalidName);
    }

    [Fact]
    public async Task Where_it_is_wrong_is_told_and_the_content_is_not()
    {
        using var host = await shared.Server.Host();
        const string Body = """{"site":"demo-site","command":"solve","inputs":[{"name":"secret","size":"secret","sha256":"x"}]}""";
        var problem = await host.Send(HttpMethod.Put, Routes.Calculation(Guid.NewGuid()), Json(Body)).Refused(ErrorCode.MalformedRequest);
        Assert.Contains("$.inputs[0].size", problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_nobody_knows_are_ignored()
    {
        using var host = await shared.Server.Host();
        await host.Send(
            HttpMethod.Put, Routes.Calculation(Guid.NewGuid()), Json("""{"site":"demo-site","command":"solve","later":{"x":[1]}}"""))
            .Status(System.Net.HttpStatusCode.Created);
    }

    [Fact]
    public async Task Other_kinds_of_bodies_are_refused()
    {
        using var host = await shared.Server.Host();
        await host.Send(HttpMethod.Put, Routes.Calculation(Guid.NewGuid()), new StringContent("<x/>", Encoding.UTF8, "application/xml"))
            .Refused(ErrorCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_body_without_end_is_refused()
    {
        using var agent = await shared.Server.Agent();
        var body = new StringContent($$"""{"agent":"{{Guid.NewGuid()}}","version":"{{new string('x', 300_000)}}"}""", Encoding.UTF8, "application/json");
        await agent.Send(HttpMethod.Put, Routes.Claim("demo-site", Guid.NewGuid(), 0), body).Refused(ErrorCode.TooLarge);
    }

    [Theory]
    [InlineData("after=x")]
    [InlineData("after=1&wait=-1")]
    [InlineData("after=1&wait=1.5")]
    public async Task Numbers_in_addresses_are_numbers(string query)
    {
        using var host = await shared.Server.Host();
        var id = await host.Register(Steps.Request());
        await host.Get($"{Routes.Calculation(id)}?{query}").Refused(ErrorCode.MalformedRequest);
    }

    [Fact]
    public async Task A_report_of_the_end_is_checked_like_a_registration()
    {
        using var host = await shared.Server.Host();
        using var agent = await shared.Server.Agent();
        var id = (await host.HandAndStart(agent, Steps.Request("demo-site", "out"))).Calculation;
        var file = new DeclaredFile("out", 0, Digest);
        await agent.End(id, 1, Steps.Ended(file, file)).Refused(ErrorCode.DuplicateName);
        await agent.End(id, 1, Steps.Ended(file with { Size = -1 })).Refused(ErrorCode.MalformedRequest);
        await agent.End(id, 1, Steps.Ended(file with { Sha256 = "x" })).Refused(ErrorCode.MalformedRequest);
        await agent.End(id, 1, Steps.Ended(file with { Name = "/out" })).Refused(ErrorCode.InvalidName);
        await agent.End(id, 1, new EndReport { Reason = new Reason("bad code!", "x") }).Refused(ErrorCode.MalformedRequest);
        await agent.End(id, 1, new EndReport { Reason = new Reason("timeout", new string('x', 5000)) }).Refused(ErrorCode.MalformedRequest);
        Assert.Equal(CalculationState.Running, (await host.Status(id)).State);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
