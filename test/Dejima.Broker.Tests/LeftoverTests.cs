using System.Net;
using System.Text.Json;
using Dejima.Broker.Payloads;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Dejima.Broker.Tests;

/// <summary><c>dejima-broker gc</c> and the broker's own sweep remove what belongs to nobody, and nothing else.</summary>
public sealed class LeftoverTests
{
    [Fact]
    public async Task A_dry_run_shows_everything_and_deletes_nothing_and_then_it_is_deleted_while_the_broker_runs()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var kept = await host.Register(Steps.Request() with { Inputs = [Content.Declare("in", Content.Random(7))] });
        await host.Upload(Routes.Inputs(kept), "in", Content.Random(7));
        var failed = (await host.HandAndStart(agent, Steps.Request("demo-site", "out"))).Calculation;
        await agent.End(failed, 1, Steps.Ended(Content.Declare("out", Content.Random(9)))).Status();
        await agent.End(failed, 1, new EndReport { Reason = new Reason("output-unfit", "gone") }).Status();
        await agent.Report(failed, "complete", 1).Status();
        var collected = await host.Register(Steps.Request());
        await host.Post(Routes.Action(collected, "cancel")).Status();
        await host.Post(Routes.Action(collected, "collect")).Status();
        var unknown = Guid.NewGuid();
        Leave(server, unknown, "input-0", 1000);
        Leave(server, unknown, "stdout", 24);
        Leave(server, collected, "output-0", 100);
        Leave(server, failed, "input-0", 10);
        Leave(server, failed, "output-0.part", 5);
        Leave(server, failed, "stdout", 3);
        Leave(server, "aside-1", "output-3", 20);
        var (old, young) = (Path.Combine(server.Folder, "data", ".ready-old"), Path.Combine(server.Folder, "data", ".ready-young"));
        File.WriteAllText(old, "x");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        File.WriteAllText(young, "x");

        var expected = new[]
        {
            $"no-calculation {unknown} 2 1024", $"forgotten {collected} 1 100", $"inputs {failed} 1 10", $"uploads {failed} 1 5",
            "half-deleted  1 20", "probe  1 1",
        }.Order();
        var before = Files(server);
        var (dry, dryItems) = await Gc(server, "--dry-run", "--json");
        Assert.Equal(expected, dryItems);
        Assert.Equal((7, 1160), (dry.GetProperty("files").GetInt32(), dry.GetProperty("bytes").GetInt64()));
        Assert.Equal(before, Files(server));
        var (_, table, _) = await BrokerProgram.Run(server.Folder, "gc", "--config", "broker.yaml", "--dry-run");
        Assert.Contains("7 files, 1.1 KiB would be deleted", table, StringComparison.Ordinal);

        var (done, items) = await Gc(server, "--json");
        Assert.Equal(expected, items);
        Assert.All(done.GetProperty("found").EnumerateArray(), one => Assert.True(one.GetProperty("deleted").GetBoolean()));
        Assert.Equal(new[] { $"{kept:N}/input-0", $"{failed:N}/stdout", "../.ready-young" }.Order(), Files(server));
        Assert.Empty((await Gc(server, "--json")).Items);
        await host.Post(Routes.Action(kept, "release")).Status();
    }

    [Fact]
    public async Task What_is_registered_between_the_look_and_the_deletion_is_kept_and_takes_nothing_over()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        var id = Guid.NewGuid();
        Leave(server, id, "input-0", 50);
        var leftovers = server.Services.GetRequiredService<Leftovers>();
        var found = await leftovers.Find(TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((LeftoverKind.NoCalculation, id), (found.Kind, found.Calculation));

        var content = Content.Random(70);
        var request = Steps.Request() with { Inputs = [Content.Declare("in", content)] };
        var status = await host.Put(Routes.Calculation(id), request).Status(HttpStatusCode.Created);
        // The bytes of before are not this calculation's, although they lie where its would.
        Assert.False(status.Inputs[0].Received);
        using (var created = await host.Create(Routes.Inputs(id), request.Inputs[0], content[..30]))
            Assert.Equal("30", created.Header(HeaderName.UploadOffset));
        Assert.False(await leftovers.Remove(found, TestContext.Current.CancellationToken));
        await Gc(server, "--json");
        await host.Patch($"{Routes.Base}/uploads/{id:N}-input-0", 30, content[30..]).Is(HttpStatusCode.NoContent);
        Assert.Equal(CalculationState.Waiting, (await host.Post(Routes.Action(id, "release")).Status()).State);
        Assert.Equal([$"{id:N}/input-0"], Files(server));
    }

    [Fact]
    public async Task Calculations_that_come_and_go_meanwhile_lose_nothing()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        var leftovers = server.Services.GetRequiredService<Leftovers>();
        using var enough = new CancellationTokenSource();
        var collecting = Task.Run(async () =>
        {
            var removed = 0;
            while (!enough.IsCancellationRequested)
            {
                await foreach (var leftover in leftovers.Find(CancellationToken.None))
                    removed += await leftovers.Remove(leftover, CancellationToken.None) ? 1 : 0;
            }

            return removed;
        });
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async lane =>
            {
                for (var n = 0; n < 12; n++)
                {
                    var (id, content) = (Guid.NewGuid(), Content.Random(2000, lane));
                    try
                    {
                        Leave(server, id, "input-0", 2000);
                    }
                    catch (DirectoryNotFoundException)
                    {
                        // Collected before its file was written.
                    }

                    await host.Put(Routes.Calculation(id), Steps.Request() with { Inputs = [Content.Declare("in", content)] }).Status(HttpStatusCode.Created);
                    await host.Upload(Routes.Inputs(id), "in", content);
                    await host.Post(Routes.Action(id, "release")).Status();
                    Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(server.Payload, $"{id:N}", "input-0")));
                }
            }));
        }
        finally
        {
            await enough.CancelAsync();
        }

        await collecting;
        Assert.Equal(8 * 12, Directory.EnumerateDirectories(server.Payload).Count(folder => !Path.GetFileName(folder).StartsWith("aside", StringComparison.Ordinal)));
    }

    internal static void Leave(BrokerServer server, Guid calculation, string name, int size) => Leave(server, $"{calculation:N}", name, size);

    private static void Leave(BrokerServer server, string folder, string name, int size) => File.WriteAllBytes(
        Path.Combine(Directory.CreateDirectory(Path.Combine(server.Payload, folder)).FullName, name), new byte[size]);

    private static List<string> Files(BrokerServer server) => Directory.EnumerateFiles(server.Payload, "*", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(Path.Combine(server.Folder, "data"), ".ready-*"))
        .Select(file => Path.GetRelativePath(server.Payload, file)).Order().ToList();

    private static async Task<(JsonElement Report, IEnumerable<string> Items)> Gc(BrokerServer server, params string[] options)
    {
        var (exitCode, output, error) = await BrokerProgram.Run(server.Folder, ["gc", "--config", "broker.yaml", .. options]);
        Assert.True(exitCode == 0, error);
        var report = JsonDocument.Parse(output).RootElement;
        return (report, report.GetProperty("found").EnumerateArray().Select(one =>
            $"{one.GetProperty("kind").GetString()} {one.GetProperty("calculation")} {one.GetProperty("files")} {one.GetProperty("bytes")}").Order().ToList());
    }
}
