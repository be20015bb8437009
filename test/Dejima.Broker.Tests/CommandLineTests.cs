using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Tokens_are_made_listed_and_revoked_while_the_server_runs()
    {
        await using var server = await BrokerServer.Start();
        var missing = await Run(server, "token", "create", "--config", "broker.yaml", "--user", "alice", "--scope", "submit");
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("user create", missing.Error, StringComparison.Ordinal);

        await Fine(server, "user", "create", "--config", "broker.yaml", "alice");
        await Fine(server, "user", "create", "--config", "broker.yaml", "alice");
        var token = (await Fine(server, "token", "create", "--config", "broker.yaml", "--user", "alice", "--scope", "submit", "--expires", "90d")).Trim();
        Assert.Matches("^dj_[A-Za-z0-9_-]{43}$", token);
        using var host = server.Nobody(token);
        await host.Register(Steps.Request());

        var list = await Fine(server, "token", "list", "--config", "broker.yaml", "--json");
        Assert.DoesNotContain(token, list, StringComparison.Ordinal);
        var entry = JsonDocument.Parse(list).RootElement.EnumerateArray().Single();
        Assert.Equal("alice", entry.GetProperty("user").GetString());
        Assert.Equal(90, Math.Round((entry.GetProperty("expiresAt").GetDateTimeOffset() - entry.GetProperty("createdAt").GetDateTimeOffset()).TotalDays));
        await Fine(server, "token", "revoke", "--config", "broker.yaml", entry.GetProperty("id").GetString()!);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.Get(Routes.Calculations).Refused("unauthenticated");
        Assert.Equal(1, (await Run(server, "token", "revoke", "--config", "broker.yaml", "ffffffff")).ExitCode);
    }

    [Fact]
    public async Task A_token_file_is_for_its_owner_only_and_never_overwritten()
    {
        await using var server = await BrokerServer.Start();
        await Fine(server, "user", "create", "--config", "broker.yaml", "agent");
        string[] create = ["token", "create", "--config", "broker.yaml", "--user", "agent", "--scope", "site:demo-site", "--out", "token"];
        Assert.Empty(await Fine(server, create));
        var file = Path.Combine(server.Folder, "token");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        using var agent = server.Nobody((await File.ReadAllTextAsync(file)).Trim());
        await agent.AskForWork().Is(HttpStatusCode.NoContent);
        Assert.Equal(1, (await Run(server, create)).ExitCode);
        var sites = JsonDocument.Parse(await Fine(server, "site", "list", "--config", "broker.yaml", "--json")).RootElement;
        Assert.Equal("1.0", sites.EnumerateArray().Single(site => site.GetProperty("name").GetString() == "demo-site").GetProperty("agentVersion").GetString());
    }

    [Theory]
    [InlineData("token", "create", "--config", "broker.yaml", "--user", "a", "--scope", "everything")]
    [InlineData("token", "create", "--config", "broker.yaml", "--user", "a", "--scope", "submit", "--expires", "soon")]
    [InlineData("token", "create", "--config", "broker.yaml")]
    [InlineData("user", "create", "--config", "broker.yaml", "no name")]
    [InlineData("certificate", "create", "--dir", ".", "--host", "not a host")]
    [InlineData("serve")]
    [InlineData("nonsense")]
    public async Task A_wrong_command_line_ends_with_64(params string[] arguments)
    {
        using var folder = new ConfiguredFolder("sites: {}");
        var (exitCode, output, error) = await BrokerProgram.Run(folder.Path, arguments);
        Assert.Equal((64, string.Empty), (exitCode, output));
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task A_wrong_configuration_ends_with_78_and_lists_every_error()
    {
        using var folder = new ConfiguredFolder("limits: { files: x, lease: y }");
        var (exitCode, _, error) = await BrokerProgram.Run(folder.Path, "serve", "--config", "broker.yaml");
        Assert.Equal(78, exitCode);
        foreach (var expected in new[] { "broker.yaml:4: limits.files:", "broker.yaml:4: limits.lease:", "broker.yaml:2: certificate.file:" })
            Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_speaks_japanese_when_asked_to()
    {
        using var folder = new ConfiguredFolder("colour: red");
        using var process = BrokerProgram.Start(folder.Path, ["site", "list", "--config", "broker.yaml"], "ja");
        Assert.Contains("知らないキーです", await process.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_shows_examples()
    {
        var (exitCode, output, _) = await BrokerProgram.Run(Path.GetTempPath(), "token", "create", "--help");
        Assert.Equal(0, exitCode);
        Assert.Contains("dejima-broker token create --config broker.yaml --user alice", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_served_upload_survives_a_killed_process()
    {
        await using var server = await BrokerServer.Start();
        var token = await server.Token("alice", ["submit"]);
        await server.Down();
        var content = Content.Random(4 << 20);
        Guid id;
        string upload;
        using (var process = await Served(server))
        using (var host = server.Nobody(token))
        {
            id = await host.Register(Steps.Request() with { Inputs = [Content.Declare("in", content)] });
            using var created = await host.Create(Routes.Inputs(id), Content.Declare("in", content));
            upload = created.Headers.Location!.OriginalString;
            await host.Patch(upload, 0, content[..1_000_000]).Is(HttpStatusCode.NoContent);
            var body = new HeldContent(content[1_000_000..]);
            var writing = host.Patch(upload, 1_000_000, body);
            await Eventually.True(async () => await host.Offset(upload) > 1_000_000, "more bytes arrive");
            process.Kill();
            await process.WaitForExitAsync();
            body.GoOn();
            await Assert.ThrowsAnyAsync<Exception>(() => writing);
        }

        using var again = await Served(server);
        using var later = server.Nobody(token);
        var offset = (int)await later.Offset(upload);
        Assert.InRange(offset, 1_000_001, content.Length - 1);
        await later.Patch(upload, offset, content[offset..]).Is(HttpStatusCode.NoContent);
        Assert.True((await later.Status(id)).Inputs[0].Received);
        again.Kill();
        await again.WaitForExitAsync();
    }

    [Fact]
    public async Task Certificates_are_made_once()
    {
        using var folder = new ConfiguredFolder("sites: {}");
        string[] create = ["certificate", "create", "--dir", "made", "--host", "broker.example", "--host", "192.0.2.7"];
        Assert.Equal(0, (await BrokerProgram.Run(folder.Path, create)).ExitCode);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "made", "server.key")));
        var before = await File.ReadAllTextAsync(Path.Combine(folder.Path, "made", "server.pem"));
        var (exitCode, _, error) = await BrokerProgram.Run(folder.Path, create);
        Assert.Equal(1, exitCode);
        Assert.Contains("ca.pem", error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(folder.Path, "made", "server.pem")));
    }

    private static async Task<Process> Served(BrokerServer server)
    {
        var file = Path.Combine(server.Folder, "address");
        File.Delete(file);
        var process = BrokerProgram.Start(server.Folder, ["serve", "--config", "broker.yaml", "--address-file", "address"]);
        await Eventually.True(() => File.Exists(file), "the broker listens");
        server.Address = new Uri((await File.ReadAllTextAsync(file)).Trim());
        Assert.Equal($"Listening on {server.Address.OriginalString}", await process.StandardOutput.ReadLineAsync());
        return process;
    }

    private static Task<(int ExitCode, string Output, string Error)> Run(BrokerServer server, params string[] arguments) =>
        BrokerProgram.Run(server.Folder, arguments);

    private static async Task<string> Fine(BrokerServer server, params string[] arguments)
    {
        var (exitCode, output, error) = await Run(server, arguments);
        Assert.True(exitCode == 0, $"{exitCode}: {error}");
        return output;
    }
}
