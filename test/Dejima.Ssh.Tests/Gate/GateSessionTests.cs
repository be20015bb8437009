using Dejima.Contracts.Calculations;
using Dejima.Ssh.Gate;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Sessions;
using Dejima.Testing;

namespace Dejima.Ssh.Tests.Gate;

/// <summary>A gate at work: once only, logs by offset, parameters and inputs checked, the fence around rsync.</summary>
public class GateSessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Asked_to_start_from_many_sessions_at_once_it_starts_once()
    {
        await using var site = new GateSite();
        site.Folder.Script("quick", $"echo started >> {site.Folder["starts"]}");
        var sessions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => site.OpenAsync()));
        var order = GateSite.Order("quick");
        await Task.WhenAll(sessions.Select(session => session.PrepareAsync(order, Token)));
        await Task.WhenAll(sessions.Select(session => session.StartAsync(order.Calculation, Token)));
        await Eventually.TrueAsync(async () => await GateSite.StageAsync(sessions[0], order.Calculation) is SiteStage.Ended, "it has ended");
        Assert.Equal("started\n", await File.ReadAllTextAsync(site.Folder["starts"], Token));
    }

    [Fact]
    public async Task Logs_come_from_any_offset()
    {
        await using var site = new GateSite();
        var session = await site.OpenAsync();
        var order = await GateSite.AtAsync(session, "Ended");
        for (var offset = 0; offset <= 5; offset++)
        {
            var heard = new List<byte>();
            await session.WatchAsync(
                order.Calculation, new Heard(offset, 0), SiteStage.Unknown, TimeSpan.Zero, (stream, bytes) => heard.AddRange(bytes.Span), Token);
            Assert.Equal("said\n"[offset..], System.Text.Encoding.UTF8.GetString([.. heard]));
        }
    }

    [Fact]
    public async Task What_the_policy_does_not_offer_is_refused_before_there_is_a_workspace()
    {
        await using var site = new GateSite();
        var session = await site.OpenAsync();
        PushOrder[] bad =
        [
            GateSite.Order("other"),
            GateSite.Order("quick", new PushedFile("more.dat", 1)),
            GateSite.Order("quick") with { Parameters = new Dictionary<string, string> { ["x"] = "1" } },
            GateSite.Order("quick") with { Outputs = ["other.dat"] },
            GateSite.Order("quick") with { SiteFiles = [new("/etc/passwd", "in.dat")] },
            GateSite.Order("quick", new PushedFile("../in.dat", 1)),
            GateSite.Order("quick", new PushedFile("in.dat", -1)),
        ];
        foreach (var order in bad)
            await Assert.ThrowsAsync<SiteRefusedException>(() => session.PrepareAsync(order, Token));
        Assert.Empty(Directory.GetFileSystemEntries(site.Folder["w"]));
    }

    [Theory]
    [InlineData(GateGreeting.Receive)]
    [InlineData(GateGreeting.Send)]
    public async Task A_transfer_for_a_calculation_of_somebody_else_is_refused(string word)
    {
        await using var site = new GateSite();
        var order = await GateSite.AtAsync(await site.OpenAsync(), word == GateGreeting.Send ? "Settled" : "Prepared");
        var options = word == GateGreeting.Send ? "--server --sender -ltpre.iLsfxCIvu . ." : "--server -tpre.iLsfxCIvu . .";
        var refused = SiteGate.RunAsync(site.Options($"{word} {order.Calculation:D} {options}", "bob"), Stream.Null, Stream.Null, Token);
        Assert.Equal(SiteGate.Refused, await refused);
    }

    [Fact]
    public async Task The_fence_keeps_a_program_in_its_folder()
    {
        using var folder = new TempFolder();
        folder.Write("in/file", "inside");
        var secret = folder.Write("secret", "outside");
        Assert.Equal("inside", await FencedAsync(folder["in"], "/bin/cat", folder["in/file"]));
        Assert.DoesNotContain("outside", await FencedAsync(folder["in"], "/bin/cat", secret), StringComparison.Ordinal);
        Assert.Empty(await FencedAsync(folder["in"], "/bin/cat", "/usr/bin/ldd"));
        Assert.DoesNotContain("root:", await FencedAsync(folder["in"], "/bin/cat", "/etc/passwd"), StringComparison.Ordinal);
        await FencedAsync(folder["in"], "/bin/cp", folder["in/file"], folder["stolen"]);
        Assert.False(File.Exists(folder["stolen"]));
        await FencedAsync(folder["in"], "/bin/cp", folder["in/file"], folder["in/copy"]);
        Assert.True(File.Exists(folder["in/copy"]));
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_no_reason_not_to_answer()
    {
        await using var site = new GateSite();
        Directory.CreateDirectory(site.Folder["state.gate"]);
        File.CreateSymbolicLink(site.Folder["state.gate/gate.log"], "/dev/full");
        var session = await site.OpenAsync();
        var order = await GateSite.AtAsync(session, "Settled");
        await Assert.ThrowsAsync<SiteRefusedException>(() => session.PrepareAsync(GateSite.Order("other"), Token));
        await session.CleanAsync(order.Calculation, Token);
    }

    [Fact]
    public async Task What_was_settled_before_the_machine_was_started_anew_is_lost_and_never_started()
    {
        await using var site = new GateSite();
        var session = await site.OpenAsync();
        var order = await GateSite.AtAsync(session, "Ended");
        Assert.Equal(0, (await session.PrepareAsync(order, Token)).End!.ExitCode);
        var state = site.Folder[$"state.gate/{order.Calculation:D}"];
        await File.WriteAllTextAsync(Path.Combine(state, "boot"), "another", Token);
        Assert.Equal(ReasonCode.Signal, (await session.PrepareAsync(order, Token)).End!.Reason!.Code);
        foreach (var file in new[] { "started", "exit.json" })
            File.Delete(Path.Combine(state, file));
        Assert.Equal(SiteStage.Ended, (await session.StartAsync(order.Calculation, Token)).Stage);
    }

    [Theory]
    [InlineData("Prepared", true)]
    [InlineData("Cancelled", true)]
    [InlineData("Ended", true)]
    [InlineData("Settled", true)]
    [InlineData("Running", false)]
    public async Task What_no_host_comes_back_for_goes_when_its_time_is_over(string stage, bool goes)
    {
        await using var site = new GateSite();
        var order = await GateSite.AtAsync(await site.OpenAsync(), stage);
        foreach (var (days, there) in new[] { (29, true), (31, !goes) })
        {
            site.Later = TimeSpan.FromDays(days);
            await site.VisitAsync("bob");
            Assert.Equal(there, Directory.Exists(site.Folder[$"w/{order.Calculation:D}"]));
            Assert.Equal(there, Directory.Exists(site.Folder[$"state.gate/{order.Calculation:D}"]));
        }
    }

    private static async Task<string> FencedAsync(string folder, params string[] line)
    {
        var ran = await Running.ToEndAsync(Program.Path, ["confine", folder, .. line]);
        Assert.SkipWhen(ran.ExitCode == Program.NoFence, "this kernel has no Landlock");
        return ran.Output;
    }
}
