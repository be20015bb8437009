using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Testing;

namespace Dejima.Agent.Tests;

/// <summary>A full disk at the site is no failure of the calculation; no room at the broker is, in words.</summary>
public sealed class RoomTests
{
    private const string NeedsRoot = "mounting a small file system needs root";

    [Theory]
    [InlineData("work")]
    [InlineData("state")]
    public async Task What_there_is_no_room_for_waits_and_is_computed_once_there_is(string folder)
    {
        Assert.SkipUnless(SmallDisk.Possible, NeedsRoot);
        using var site = new Site("cat in/a.dat > out.dat", new() { ["in/a.dat"] = new string('a', 100_000) }, outputs: "out.dat");
        using var disk = SmallDisk.Mount(site.At(folder), 1, mode: "0700");
        File.WriteAllBytes(Path.Combine(site.At(folder), "agent.lock"), []);
        Fill(site.At(folder));
        using var stop = new CancellationTokenSource();
        var serving = site.ServeAsync(stop.Token);
        await Site.UntilAsync(() => site.Fake.Calculation is { State: CalculationState.Waiting, Epoch: > 0 });
        Assert.Equal(ReasonCode.SiteFull, site.Fake.Calculation.Reason?.Code);
        Assert.Equal(site.At("work"), Path.GetDirectoryName(site.Workspace));
        Assert.False(Directory.Exists(site.Workspace));

        // It does not ask again at once.
        var asked = Asked(site);
        site.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(asked, Asked(site));
        disk.Grow(64);
        await Site.UntilAsync(() =>
        {
            site.Time.Advance(TimeSpan.FromSeconds(1));
            return site.Fake.Calculation.State.HasEnded();
        });
        Assert.Equal(CalculationState.Succeeded, site.Fake.Calculation.State);
        await stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Nor_is_one_that_cannot_even_take_another_folder_a_failure()
    {
        Assert.SkipUnless(SmallDisk.Possible, NeedsRoot);
        using var site = new Site("echo done > out.dat", outputs: "out.dat");
        using var disk = SmallDisk.Mount(site.At("state"), 1, mode: "0700");
        disk.Limit(files: 2);
        using var stop = new CancellationTokenSource();
        var serving = site.ServeAsync(stop.Token);
        await Site.UntilAsync(() => serving.IsCompleted || site.Fake.Calculation is { State: CalculationState.Waiting, Epoch: > 0 });
        Assert.Equal(ReasonCode.SiteFull, site.Fake.Calculation.Reason?.Code);
        disk.Limit(files: 1000);
        await Site.UntilAsync(() =>
        {
            site.Time.Advance(TimeSpan.FromSeconds(1));
            return site.Fake.Calculation.State.HasEnded();
        });
        Assert.Equal(CalculationState.Succeeded, site.Fake.Calculation.State);
        await stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task A_long_pause_is_no_loop_that_hangs()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var pause = new Dejima.Agent.Local.RoomPause(time);
        for (var again = 0; again < 20; again++)
            pause.Lacks();
        var turns = 0;
        var waiting = pause.WaitAsync(() => turns++, TestContext.Current.CancellationToken);
        for (var step = 1; step <= 10; step++)
        {
            Assert.False(waiting.IsCompleted);
            Assert.Equal(step, turns);
            time.Advance(TimeSpan.FromSeconds(30));
            await Site.UntilAsync(() => turns > step || waiting.IsCompleted);
        }

        await waiting;
    }

    [Theory]
    [InlineData(ErrorCode.TooLarge, "larger than the broker accepts")]
    [InlineData(ErrorCode.QuotaUserSize, "the user has as many bytes there as one may")]
    [InlineData(ErrorCode.QuotaTotalSize, "its quota for all users is used up")]
    public async Task Outputs_that_the_broker_has_no_room_for_end_the_calculation_with_that_reason(string code, string words)
    {
        using var site = new Site("echo result > out.dat", outputs: "out.dat");
        site.Fake.NoRoom = code;
        var ended = await site.ServeToEndAsync();
        Assert.Equal((CalculationState.Failed, 0, ReasonCode.OutputUnfit), (ended.State, ended.ExitCode, ended.Reason?.Code));
        Assert.Contains(words, ended.Reason!.Message, StringComparison.Ordinal);
        Assert.Empty(site.Fake.Outputs);
    }

    private static int Asked(Site site) => site.Fake.Calls.Count(call => call == "claims");

    private static void Fill(string folder)
    {
        using var filler = new FileStream(Path.Combine(folder, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                filler.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // That was the aim.
        }
    }
}
