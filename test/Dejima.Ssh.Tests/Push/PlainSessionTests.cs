using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Sessions;
using Dejima.Testing;

namespace Dejima.Ssh.Tests.Push;

/// <summary>What Dejima does in the shell of a plain site, in every shell that may be its <c>sh</c>.</summary>
public class PlainSessionTests
{
    public static TheoryData<string> Shells => ["dash", "bash --posix", "busybox sh", "mksh"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_whole_life(string shell)
    {
        await using var site = PlainSite.With(shell.Split(' '), "cat in.dat > out.dat; echo said; echo cried >&2; exit 3");
        var session = await site.OpenAsync();
        var order = PlainSite.Order(new PushedFile("in.dat", 2));
        Assert.Equal(SiteStage.Prepared, (await session.PrepareAsync(order, Token)).Stage);
        Assert.Equal(SiteStage.Prepared, (await session.PrepareAsync(order, Token)).Stage);
        site.Send(order.Calculation, "in.dat", "42");
        await session.StartAsync(order.Calculation, Token);
        var report = await PlainSite.ToEndAsync(session, order.Calculation);
        Assert.Equal(3, report.End?.ExitCode);
        Assert.Equal((5, 6), (report.Stdout, report.Stderr));
        Assert.InRange(report.EndedAt!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        var (_, files) = await session.OutgoingAsync(order.Calculation, Token);
        Assert.Equal(["in.dat", "out.dat"], files.Select(file => file.Name).Order(StringComparer.Ordinal));
        await session.CleanAsync(order.Calculation, Token);
        Assert.Empty(Directory.GetFileSystemEntries(site.Workspaces));
        Assert.Equal(SiteStage.Unknown, (await session.WatchAsync(order.Calculation, null, SiteStage.Unknown, TimeSpan.Zero, static (_, _) => { }, Token)).Stage);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Asked_to_start_from_many_sides_at_once_it_starts_once(string shell)
    {
        await using var site = PlainSite.With(shell.Split(' '), "echo started >> ../starts");
        var order = PlainSite.Order();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => site.OpenAsync()));
        await sessions[0].PrepareAsync(order, Token);
        await Task.WhenAll(sessions.Select(session => session.StartAsync(order.Calculation, Token)));
        foreach (var session in sessions)
            await PlainSite.ToEndAsync(session, order.Calculation);
        Assert.Equal("started\n", await File.ReadAllTextAsync($"{site.Workspaces}/starts", Token));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_cut_does_not_end_it_and_cancel_from_another_session_does(string shell)
    {
        await using var site = PlainSite.With(shell.Split(' '), "sleep 600 & echo $! > ../leaf; echo up; wait");
        var order = PlainSite.Order();
        var first = await site.OpenAsync();
        await first.PrepareAsync(order, Token);
        await first.StartAsync(order.Calculation, Token);
        site.Cut();
        await Eventually.TrueAsync(() => File.Exists($"{site.Workspaces}/leaf"), "it goes on");
        var second = await site.OpenAsync();
        Assert.Equal(SiteStage.Running, (await second.PrepareAsync(order, Token)).Stage);
        await second.CancelAsync(order.Calculation, Token);
        Assert.True((await PlainSite.ToEndAsync(second, order.Calculation)).End?.Cancelled);
        var leaf = (await File.ReadAllTextAsync($"{site.Workspaces}/leaf", Token)).Trim();
        await Eventually.TrueAsync(() => !File.Exists($"/proc/{leaf}/cmdline") || File.ReadAllText($"/proc/{leaf}/cmdline").Length == 0, "its child has ended");
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task An_input_that_is_not_there_whole_holds_the_start_back(string shell)
    {
        await using var site = PlainSite.With(shell.Split(' '), "true");
        var session = await site.OpenAsync();
        var order = PlainSite.Order(new PushedFile("in.dat", 2));
        await session.PrepareAsync(order, Token);
        var no = await Assert.ThrowsAsync<SiteRefusedException>(() => session.StartAsync(order.Calculation, Token));
        Assert.Equal(GateError.WrongStage, no.Reason.Code);
        Assert.Contains("in.dat", no.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Another_order_of_the_same_id_and_a_name_that_is_taken_are_refused(string shell)
    {
        await using var site = PlainSite.With(shell.Split(' '), "true");
        var session = await site.OpenAsync();
        var order = PlainSite.Order();
        await session.PrepareAsync(order, Token);
        var other = await Assert.ThrowsAsync<SiteRefusedException>(() => session.PrepareAsync(order with { Command = "other" }, Token));
        Assert.Equal(GateError.IdInUse, other.Reason.Code);
        var next = PlainSite.Order();
        Directory.CreateDirectory($"{site.Workspaces}/{next.Calculation:D}/mine");
        var taken = await Assert.ThrowsAsync<SiteRefusedException>(() => session.PrepareAsync(next, Token));
        Assert.Equal(GateError.IdInUse, taken.Reason.Code);
        Assert.True(Directory.Exists($"{site.Workspaces}/{next.Calculation:D}/mine"));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Hostile_parameters_are_text(string shell)
    {
        await using var site = PlainSite.With(shell.Split(' '), "printf %s \"$DEJIMA_PARAM_TEXT\" > out.dat");
        var session = await site.OpenAsync();
        var text = "'; touch ../pwned; $(touch ../pwned) `touch ../pwned` \" \\ \n日本";
        var order = PlainSite.Order() with { Parameters = new Dictionary<string, string> { ["text"] = text } };
        await session.PrepareAsync(order, Token);
        await session.StartAsync(order.Calculation, Token);
        await PlainSite.ToEndAsync(session, order.Calculation);
        Assert.Equal(text, await File.ReadAllTextAsync($"{site.Workspaces}/{order.Calculation:D}/out.dat", Token));
        Assert.False(File.Exists($"{site.Workspaces}/pwned"));
    }
}
