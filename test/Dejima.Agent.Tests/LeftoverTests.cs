using Dejima.Contracts.Calculations;
using Dejima.Core.Calculations;
using Dejima.Execution.Workspaces;

namespace Dejima.Agent.Tests;

/// <summary>What agents that were killed leave behind: gone on with where there is something to go on with, else removed.</summary>
public sealed class LeftoverTests
{
    [Fact]
    public async Task An_agent_killed_between_making_a_workspace_and_noting_it_costs_nothing()
    {
        using var site = await KilledBeforeTheNoteAsync();
        Assert.Equal(CalculationState.Succeeded, (await site.ServeToEndAsync()).State);
    }

    [Fact]
    public async Task Nor_does_its_folder_stay_when_the_calculation_went_to_another_agent()
    {
        using var site = await KilledBeforeTheNoteAsync();
        site.Fake.TakeAway();
        using var stop = new CancellationTokenSource();
        var serving = site.ServeAsync(stop.Token);
        await Site.UntilAsync(() => site.NothingIsLeft);
        await stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task A_record_that_was_half_removed_is_removed_wholly()
    {
        using var site = new Site("exit 0");
        var half = Directory.CreateDirectory(site.At($"state/{Guid.NewGuid():D}.gone"));
        File.WriteAllText(Path.Combine(half.FullName, "started"), "1");
        await site.ServeToEndAsync();
        Assert.False(half.Exists && Directory.Exists(half.FullName));
    }

    [Fact]
    public async Task Workspaces_without_a_calculation_are_removed_and_no_others()
    {
        using var site = new Site("exit 0");
        var (orphan, living, plain, other) = (site.At($"work/{Guid.NewGuid():D}"), site.At($"work/{Guid.NewGuid():D}"), site.At($"work/{Guid.NewGuid():D}"), site.At("work/other"));
        Assert.SkipUnless(KeepsNotes(site), NoNotes);
        Workspace.Create(orphan, 0, OwnerAt(site, "state/gone"));
        File.WriteAllText(Path.Combine(orphan, "big"), "x");
        Workspace.Create(living, 0, OwnerAt(site, "confidential"));
        Workspace.Create(plain, 0);
        Workspace.Create(other, 0, OwnerAt(site, "state/gone"));
        await site.ServeToEndAsync();
        Assert.Equal(
            new[] { living, plain, other }.Order(StringComparer.Ordinal),
            Directory.GetDirectories(site.At("work")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_orphan_of_another_account_is_left_alone()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "changing the owner needs root");
        using var site = new Site("exit 0");
        var foreign = site.At($"work/{Guid.NewGuid():D}");
        Workspace.Create(foreign, 0, OwnerAt(site, "state/gone"));
        using (var chown = System.Diagnostics.Process.Start("chown", ["12345", foreign]))
            await chown.WaitForExitAsync(TestContext.Current.CancellationToken);
        await site.ServeToEndAsync();
        Assert.True(Directory.Exists(foreign));
    }

    [Fact]
    public async Task A_workspace_of_another_agent_stays_though_its_records_cannot_be_seen_from_here()
    {
        using var site = new Site("exit 0");
        Assert.SkipUnless(KeepsNotes(site), NoNotes);
        var others = site.At($"work/{Guid.NewGuid():D}");
        Workspace.Create(others, 0, new WorkspaceOwner(Guid.NewGuid().ToString("D"), "/var/lib/of-another-node/state"));
        await site.ServeToEndAsync();
        Assert.True(Directory.Exists(others));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_workspace_that_another_agent_has_made_anew_is_not_taken_from_it(bool noted)
    {
        using var site = await KilledBeforeTheNoteAsync();
        Assert.SkipUnless(KeepsNotes(site), NoNotes);
        if (noted)
            new StateFolder(Path.Combine(site.At("state"), site.Fake.Calculation.Id.ToString("D"))).MarkWorkspace();
        Directory.Delete(site.Workspace);
        Workspace.Create(site.Workspace, 0, OwnerAt(site, "confidential"));
        site.Fake.TakeAway();
        using var stop = new CancellationTokenSource();
        var serving = site.ServeAsync(stop.Token);
        await Site.UntilAsync(() => Directory.GetDirectories(site.At("state")).Length == 0);
        await stop.CancelAsync();
        await serving;
        Assert.True(Directory.Exists(site.Workspace));
    }

    [Fact]
    public async Task A_leftover_that_cannot_be_removed_keeps_no_agent_from_its_work()
    {
        Assert.SkipUnless(Dejima.Testing.SmallDisk.Possible, "mounting a small file system needs root");
        using var site = new Site("exit 0");
        var stuck = site.At($"state/{Guid.NewGuid():D}.gone");
        using (Dejima.Testing.SmallDisk.Mount(Path.Combine(stuck, "tmp"), 1))
        {
            using var stop = new CancellationTokenSource();
            var serving = site.ServeAsync(stop.Token);
            await Site.UntilAsync(() => serving.IsCompleted || site.Fake.Calculation.State.HasEnded());
            await stop.CancelAsync();
            await serving;
        }

        Assert.Equal(CalculationState.Succeeded, site.Fake.Calculation.State);
        Assert.Contains(site.Lines, line => line.Contains(stuck, StringComparison.Ordinal) && line.Contains("stays", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_output_that_an_earlier_agent_gave_up_is_not_sent_any_more()
    {
        using var site = new Site("echo a > out.dat; echo b > copy.dat", null, "work", "out.dat", "copy.dat");
        using var stop = new CancellationTokenSource();
        site.Fake.After = call =>
        {
            if (call != "end" || stop.IsCancellationRequested)
                return;
            site.Fake.Happens(new CalculationEvent.End(1, new EndReport { Reason = new Reason(ReasonCode.OutputUnfit, "gone") }));
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        };
        await site.ServeAsync(stop.Token);
        var ended = await site.ServeToEndAsync();
        Assert.Equal((CalculationState.Failed, ReasonCode.OutputUnfit), (ended.State, ended.Reason?.Code));
        Assert.Empty(site.Fake.Outputs);
        Assert.DoesNotContain(site.Lines, line => line.Contains("cannot be handled", StringComparison.Ordinal));
    }

    private const string NoNotes = "this file system keeps no notes with folders";

    private static bool KeepsNotes(Site site) => WorkspaceOwner.IdOf(Directory.CreateDirectory(site.At("state")).FullName).Length > 0;

    private static WorkspaceOwner OwnerAt(Site site, string state) => new(WorkspaceOwner.IdOf(Directory.CreateDirectory(site.At("state")).FullName), site.At(state));

    // Its records are those of an agent that was about to fetch the inputs; what it did after making the folder is undone.
    private static async Task<Site> KilledBeforeTheNoteAsync()
    {
        var site = new Site("cat in/a.dat > out.dat", new() { ["in/a.dat"] = "a" }, outputs: "out.dat");
        using var stop = new CancellationTokenSource();
        site.Fake.Before = call =>
        {
            if (call == "inputs" && !stop.IsCancellationRequested)
            {
                stop.Cancel();
                throw new OperationCanceledException(stop.Token);
            }
        };
        await site.ServeAsync(stop.Token);
        File.Delete(Path.Combine(site.At("state"), site.Fake.Calculation.Id.ToString("D"), "workspace"));
        foreach (var entry in Directory.GetDirectories(site.Workspace))
            Directory.Delete(entry, recursive: true);
        Assert.Empty(Directory.GetFileSystemEntries(site.Workspace));
        return site;
    }
}
