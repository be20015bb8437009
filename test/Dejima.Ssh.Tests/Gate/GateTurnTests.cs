using System.Diagnostics;
using System.Globalization;
using Dejima.Ssh.Gate;
using Dejima.Ssh.Protocol;
using Dejima.Testing;

namespace Dejima.Ssh.Tests.Gate;

/// <summary>More than the policy lets run: whose turn it is starts, also when whoever waited for it was killed.</summary>
public class GateTurnTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_waiter_does_not_block_those_behind_it()
    {
        await using var site = new GateSite(parallel: 1);
        var session = await site.OpenAsync();
        var running = await GateSite.AtAsync(session, "Running");
        var first = await QueueAsync(site, session);
        await Eventually.TrueAsync(() => Waiters(first.Calculation).Any(), "somebody waits for its turn");
        foreach (var waiter in Waiters(first.Calculation))
            waiter.Kill();
        var second = await QueueAsync(site, session);
        await session.CancelAsync(running.Calculation, Token);
        foreach (var order in new[] { first, second })
            await Eventually.TrueAsync(async () => await GateSite.StageAsync(session, order.Calculation) is SiteStage.Ended, "it had its turn");
        Assert.Equal($"{first.Calculation:D}\n{second.Calculation:D}\n", await File.ReadAllTextAsync(site.Folder["turns"], Token));
    }

    [Fact]
    public async Task A_host_that_watches_is_enough()
    {
        await using var site = new GateSite(parallel: 1);
        var session = await site.OpenAsync();
        var running = await GateSite.AtAsync(session, "Running");
        var order = await QueueAsync(site, session);
        await Eventually.TrueAsync(() => Waiters(order.Calculation).Any(), "somebody waits for its turn");
        foreach (var waiter in Waiters(order.Calculation))
            waiter.Kill();
        await session.CancelAsync(running.Calculation, Token);
        var report = await session.WatchAsync(order.Calculation, null, SiteStage.Waiting, TimeSpan.FromSeconds(60), static (_, _) => { }, Token);
        Assert.NotEqual(SiteStage.Waiting, report.Stage);
    }

    [Fact]
    public async Task What_cannot_be_started_at_its_turn_ends_with_the_reason()
    {
        await using var site = new GateSite(parallel: 1);
        var session = await site.OpenAsync();
        var running = await GateSite.AtAsync(session, "Running");
        var order = await QueueAsync(site, session);
        // The policy that holds when its turn comes no longer offers the command.
        var policy = await File.ReadAllTextAsync(site.Folder["site.yaml"], Token);
        await File.WriteAllTextAsync(site.Folder["site.yaml"], policy.Replace("quick:", "other:", StringComparison.Ordinal), Token);
        foreach (var waiter in Waiters(order.Calculation))
            waiter.Kill();
        var later = await site.OpenAsync();
        await later.CancelAsync(running.Calculation, Token);
        var report = await later.WatchAsync(order.Calculation, null, SiteStage.Waiting, TimeSpan.FromSeconds(60), static (_, _) => { }, Token);
        Assert.Equal(SiteStage.Ended, report.Stage);
        Assert.Equal(Dejima.Contracts.Calculations.ReasonCode.Policy, report.End!.Reason!.Code);
    }

    private static async Task<PushOrder> QueueAsync(GateSite site, Dejima.Ssh.Push.Sessions.GateSession session)
    {
        site.Folder.Script("quick", $"echo $DEJIMA_CALCULATION >> {site.Folder["turns"]}");
        var order = GateSite.Order("quick");
        await session.PrepareAsync(order, Token);
        Assert.Equal(SiteStage.Waiting, (await session.StartAsync(order.Calculation, Token)).Stage);
        return order;
    }

    private static IEnumerable<Process> Waiters(Guid id) => Process.GetProcesses().Where(process =>
    {
        try
        {
            var line = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/cmdline")).Split('\0');
            return line.Contains(GateTurn.Verb) && line.Contains(id.ToString("D"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
