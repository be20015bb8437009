using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests;

public sealed class NameTests(SharedBroker shared) : IClassFixture<SharedBroker>
{
    public static TheoryData<string> Bad =>
    [
        "", "..", ".", "../x", "a/../b", "/etc/passwd", "a//b", "a/", "C:/x", "a\\b", "a\0b", "a\nb", "a\u202Eb", "NUL", "x/con.txt",
        "dot.", "space ", new string('a', 256), new string('あ', 100), string.Join('/', Enumerable.Repeat(new string('a', 250), 5)),
    ];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Names_that_lead_elsewhere_are_refused(string name)
    {
        using var host = await shared.Server.Host();
        var input = Steps.Request() with { Inputs = [Content.Declare(name, [])] };
        await host.Put(Routes.Calculation(Guid.NewGuid()), input).Refused(ErrorCode.InvalidName);
        await host.Put(Routes.Calculation(Guid.NewGuid()), Steps.Request("demo-site", name)).Refused(ErrorCode.InvalidName);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("が.dat", "か\u3099.dat")]
    [InlineData("é", "e\u0301")]
    public async Task Two_files_of_one_name_are_refused(string one, string other)
    {
        using var host = await shared.Server.Host();
        var twins = Steps.Request() with { Inputs = [Content.Declare(one, []), Content.Declare(other, [])] };
        await host.Put(Routes.Calculation(Guid.NewGuid()), twins).Refused(ErrorCode.DuplicateName);
        await host.Put(Routes.Calculation(Guid.NewGuid()), Steps.Request("demo-site", one, other)).Refused(ErrorCode.DuplicateName);
    }

    [Theory]
    [InlineData("日本語/入力 データ.dat")]
    [InlineData("a b+c%20&d=e#f?g.txt")]
    [InlineData("深い/所/に/ある/ファイル")]
    [InlineData("🎌.dat")]
    public async Task Any_other_name_works_in_both_directions(string name)
    {
        using var host = await shared.Server.Host();
        using var agent = await shared.Server.Agent();
        var content = Content.Of(name);
        var id = await host.Register(Steps.Request("demo-site", name) with { Inputs = [Content.Declare(name, content)] });
        await host.Upload(Routes.Inputs(id), name, content);
        await host.Post(Routes.Action(id, "release")).Status();
        var claim = await agent.AskForWork().Claimed();
        Assert.Equal(name, claim.Inputs[0].Name);
        using (var input = await agent.Get(Routes.Input(id, name), Party.Epoch(1)))
            Assert.Equal(content, await input.Content.ReadAsByteArrayAsync());
        await agent.Report(id, "start", 1).Status();
        await agent.End(id, 1, Steps.Ended(Content.Declare(name, content))).Status();
        await agent.Upload(Routes.Outputs(id), name, content, Party.Epoch(1));
        await agent.Report(id, "complete", 1).Status();
        using var output = await host.Get(Routes.Output(id, name));
        Assert.Equal(content, await output.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Decomposed_names_arrive_composed()
    {
        using var host = await shared.Server.Host();
        const string Decomposed = "か\u3099.dat";
        var id = await host.Register(Steps.Request("demo-site", Decomposed) with { Inputs = [Content.Declare(Decomposed, [])] });
        var status = await host.Status(id);
        Assert.Equal(("が.dat", "が.dat"), (status.Inputs[0].Name, status.Outputs[0].Name));
        await host.Upload(Routes.Inputs(id), Decomposed, []);
        Assert.True((await host.Status(id)).Inputs[0].Received);
    }

    [Theory]
    [InlineData("a/../../x")]
    [InlineData("missing")]
    public async Task Files_that_were_not_declared_do_not_exist(string name)
    {
        using var host = await shared.Server.Host();
        using var agent = await shared.Server.Agent("far-site");
        var claim = await host.Hand(agent, Steps.Request("far-site", "out"));
        await agent.Report(claim.Calculation, "start", 1).Status();
        var escaped = Uri.EscapeDataString(name).Replace(".", "%2E", StringComparison.Ordinal);
        using var answer = await host.Get($"{Routes.Outputs(claim.Calculation)}/{escaped}");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        await agent.End(claim.Calculation, 1, Steps.Ended(new DeclaredFile("other", 0, Content.Sha256([])))).Refused(ErrorCode.UnknownFile);
        await agent.End(claim.Calculation, 1, Steps.Ended()).Status();
        await host.Get(Routes.Output(claim.Calculation, "out")).Refused(ErrorCode.UnknownFile);
    }

    [Fact]
    public async Task No_users_name_becomes_a_name_on_the_brokers_disk()
    {
        using var host = await shared.Server.Host();
        var id = await host.Register(Steps.Request() with { Inputs = [Content.Declare("very/secret-name.dat", Content.Of("x"))] });
        await host.Upload(Routes.Inputs(id), "very/secret-name.dat", Content.Of("x"));
        var names = Directory.EnumerateFileSystemEntries(Path.Combine(shared.Server.Payload, $"{id:N}"), "*", SearchOption.AllDirectories);
        Assert.Equal(["input-0"], names.Select(Path.GetFileName));
        await host.Post(Routes.Action(id, "cancel")).Status();
        Assert.DoesNotContain("secret-name", string.Concat(shared.Server.Log.Lines), StringComparison.Ordinal);
    }
}
