using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests;

/// <summary>Every endpoint against everyone who may not use it.</summary>
public sealed class AccessTests(SharedBroker shared) : IClassFixture<SharedBroker>
{
    private const string Id = "{id}";

    public static TheoryData<string, string> HostCalls => new()
    {
        { "PUT", $"api/v1/calculations/{Id}" },
        { "GET", $"api/v1/calculations/{Id}" },
        { "POST", $"api/v1/calculations/{Id}/inputs" },
        { "POST", $"api/v1/calculations/{Id}/release" },
        { "POST", $"api/v1/calculations/{Id}/cancel" },
        { "POST", $"api/v1/calculations/{Id}/collect" },
        { "GET", $"api/v1/calculations/{Id}/outputs/out" },
        { "GET", $"api/v1/calculations/{Id}/log/stdout" },
        { "GET", "api/v1/calculations" },
    };

    public static TheoryData<string, string> AgentCalls => new()
    {
        { "PUT", "api/v1/sites/demo-site/claims/11111111-1111-1111-1111-111111111111" },
        { "POST", $"api/v1/calculations/{Id}/lease" },
        { "GET", $"api/v1/calculations/{Id}/inputs/in" },
        { "POST", $"api/v1/calculations/{Id}/refuse" },
        { "POST", $"api/v1/calculations/{Id}/start" },
        { "PATCH", $"api/v1/calculations/{Id}/log/stderr" },
        { "POST", $"api/v1/calculations/{Id}/end" },
        { "POST", $"api/v1/calculations/{Id}/outputs" },
        { "POST", $"api/v1/calculations/{Id}/complete" },
    };

    public static TheoryData<string, string> SharedCalls => new()
    {
        { "HEAD", "api/v1/uploads/{upload}" },
        { "PATCH", "api/v1/uploads/{upload}" },
        { "DELETE", "api/v1/uploads/{upload}" },
    };

    [Theory]
    [MemberData(nameof(HostCalls))]
    [MemberData(nameof(AgentCalls))]
    [MemberData(nameof(SharedCalls))]
    public async Task Without_a_good_token_nothing_is_answered(string method, string path)
    {
        var server = shared.Server;
        path = Path(path, Guid.NewGuid());
        var expired = await server.Token("alice", ["submit", "site:demo-site"], TimeSpan.FromTicks(1));
        var revoked = await server.Token("alice", ["submit", "site:demo-site"]);
        await Revoke(revoked);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var token in new[] { null, "dj_wrong", "", expired, revoked })
        {
            using var party = server.Nobody(token);
            using var answer = await Call(party, method, path);
            Assert.Equal(401, (int)answer.StatusCode);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
            if (method != "HEAD")
                await Task.FromResult(answer).Refused(ErrorCode.Unauthenticated);
        }
    }

    [Theory]
    [MemberData(nameof(HostCalls))]
    public async Task A_host_call_needs_submit(string method, string path)
    {
        using var agent = await shared.Server.Agent();
        await Call(agent, method, Path(path, Guid.NewGuid())).Refused(ErrorCode.ScopeMissing);
    }

    [Theory]
    [MemberData(nameof(AgentCalls))]
    public async Task An_agent_call_needs_a_site(string method, string path)
    {
        using var host = await shared.Server.Party("alice", "submit", "admin");
        await Call(host, method, Path(path, Guid.NewGuid())).Refused(ErrorCode.ScopeMissing);
    }

    [Fact]
    public async Task An_operator_sees_states_and_nothing_else()
    {
        using var host = await shared.Server.Host();
        using var party = await shared.Server.Party("root", "admin");
        var id = await host.Register(Steps.Request());
        await party.Status(id);
        foreach (var (method, path) in Rows(HostCalls).Where(call => call is not ("GET", $"api/v1/calculations/{Id}" or "api/v1/calculations")))
            await Call(party, method, Path(path, id)).Refused(ErrorCode.ScopeMissing);
    }

    [Theory]
    [MemberData(nameof(HostCalls))]
    public async Task Another_users_calculation_looks_as_if_it_did_not_exist(string method, string path)
    {
        if (!path.Contains(Id, StringComparison.Ordinal) || method == "PUT")
            return;
        using var host = await shared.Server.Host();
        using var stranger = await shared.Server.Host("bob");
        var id = await host.Register(Steps.Request());
        var foreign = await Call(stranger, method, Path(path, id)).Refused(ErrorCode.UnknownCalculation);
        var absent = await Call(stranger, method, Path(path, Guid.NewGuid())).Refused(ErrorCode.UnknownCalculation);
        Assert.Equal(absent, foreign);
    }

    [Fact]
    public async Task Another_users_id_cannot_be_registered_again()
    {
        using var host = await shared.Server.Host();
        using var stranger = await shared.Server.Host("bob");
        var id = await host.Register(Steps.Request());
        await stranger.Put(Routes.Calculation(id), Steps.Request()).Refused(ErrorCode.CalculationExists);
    }

    [Theory]
    [MemberData(nameof(AgentCalls))]
    public async Task Another_sites_agent_learns_nothing(string method, string path)
    {
        using var host = await shared.Server.Host();
        using var stranger = await shared.Server.Agent("far-site");
        var id = await host.Register(Steps.Request());
        var expected = path.Contains(Id, StringComparison.Ordinal) ? ErrorCode.UnknownCalculation : ErrorCode.UnknownSite;
        await Call(stranger, method, Path(path, id)).Refused(expected);
    }

    [Fact]
    public async Task Uploads_belong_to_those_who_write_them()
    {
        using var host = await shared.Server.Host();
        using var stranger = await shared.Server.Host("bob");
        using var agent = await shared.Server.Agent();
        var file = Content.Declare("in", Content.Random(10));
        var id = await host.Register(Steps.Request() with { Inputs = [file] });
        using var created = await host.Create(Routes.Inputs(id), file);
        var upload = created.Headers.Location!.OriginalString;
        foreach (var party in new[] { stranger, agent })
        {
            await party.Patch(upload, 0, [1]).Refused(ErrorCode.UnknownCalculation);
            await party.Send(HttpMethod.Delete, upload, null, (HeaderName.TusResumable, "1.0.0")).Refused(ErrorCode.UnknownCalculation);
        }

        Assert.Equal(0, await host.Offset(upload));
        await host.Patch(upload.Replace("input", "output", StringComparison.Ordinal), 0, [1]).Refused(ErrorCode.UnknownCalculation);
        await host.Patch(upload + "7", 0, [1]).Refused(ErrorCode.UnknownFile);
        await host.Patch("api/v1/uploads/nonsense", 0, [1]).Refused(ErrorCode.UnknownFile);
    }

    [Theory]
    [InlineData("no-such-site", "alice", ErrorCode.UnknownSite)]
    [InlineData("far-site", "bob", ErrorCode.UnknownSite)]
    public async Task A_site_that_one_may_not_use_looks_as_if_it_did_not_exist(string site, string user, string code)
    {
        using var host = await shared.Server.Host(user);
        await host.Put(Routes.Calculation(Guid.NewGuid()), Steps.Request(site)).Refused(code);
    }

    [Fact]
    public async Task A_command_that_is_not_listed_is_not_offered()
    {
        using var host = await shared.Server.Host();
        await host.Put(Routes.Calculation(Guid.NewGuid()), Steps.Request() with { Command = "rm" }).Refused(ErrorCode.CommandNotOffered);
    }

    [Fact]
    public async Task Addresses_and_methods_that_do_not_exist_are_problems_too()
    {
        using var nobody = shared.Server.Nobody();
        await nobody.Get("api/v1/nothing").Refused(ErrorCode.NotFound);
        await nobody.Get("api/v1/calculations/not-a-uuid").Refused(ErrorCode.NotFound);
        await nobody.Get($"api/v1/calculations/{Guid.NewGuid()}/log/stdlog").Refused(ErrorCode.NotFound);
        await nobody.Send(HttpMethod.Delete, "api/v1/calculations").Refused(ErrorCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Health_needs_no_token()
    {
        using var nobody = shared.Server.Nobody();
        await nobody.Get("healthz").Is(System.Net.HttpStatusCode.OK);
        await nobody.Get("readyz").Is(System.Net.HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> Call(Party party, string method, string path) => party.Send(
        new HttpMethod(method),
        path,
        method is "PUT" or "POST" && (path.Contains("claims", StringComparison.Ordinal) || path.EndsWith("refuse", StringComparison.Ordinal)
            || path.EndsWith("end", StringComparison.Ordinal))
            ? Body(path)
            : null,
        Party.Epoch(1),
        (HeaderName.TusResumable, "1.0.0"),
        (HeaderName.UploadMetadata, "name aW4="),
        (HeaderName.UploadLength, "1"));

    private static StringContent Body(string path) => new(
        path.EndsWith("refuse", StringComparison.Ordinal)
            ? """{"reason":{"code":"policy","message":"no"}}"""
            : path.EndsWith("end", StringComparison.Ordinal)
                ? """{"exitCode":0}"""
                : """{"agent":"11111111-1111-1111-1111-111111111111","version":"1"}""",
        System.Text.Encoding.UTF8,
        "application/json");

    private static IEnumerable<(string, string)> Rows(TheoryData<string, string> data) => data.Select(row => (row.Data.Item1, row.Data.Item2));

    private static string Path(string path, Guid id) => path
        .Replace(Id, id.ToString(), StringComparison.Ordinal)
        .Replace("{upload}", $"{id:N}-input-0", StringComparison.Ordinal);

    private async Task Revoke(string token)
    {
        await using var database = await shared.Server.Database();
        var row = database.Tokens.Single(row => row.Hash == Access.TokenText.Hash(token));
        row.RevokedAt = shared.Server.Clock.GetUtcNow();
        await database.SaveChangesAsync();
    }
}
