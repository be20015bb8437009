using Dejima.FaultInjection.Trials;
using Dejima.Testing;

namespace Dejima.FaultInjection.DiskTests;

/// <summary>A disk that became read-only at each end: an error in words, and all is well once it can be written.</summary>
public class ReadOnlyDiskTests
{
    private const string NeedsRoot = "mounting a small file system needs root";
    private static readonly string[] Run =
        ["run", "-s", Deployment.Site, "-c", "work", "-i", "a.dat", "-i", "b.dat", "-o", "joined.dat", "-o", "copy.dat", "--into", "disk/results"];

    [Fact]
    public async Task At_the_site()
    {
        Assert.SkipUnless(SmallDisk.Possible, NeedsRoot);
        await using var plant = await Plant.StartAsync();
        using var disk = SmallDisk.Mount(plant.Here.Workspaces, 64, "1777");
        disk.Set(writable: false);
        await using (var failing = new Trial(plant))
        {
            await failing.ShouldHaveFailedAsync(
                await failing.ToEndAsync(), Contracts.Calculations.CalculationState.Failed, "workspace");
        }

        disk.Set(writable: true);
        await using var trial = new Trial(plant);
        await trial.ShouldHaveSucceededAsync(await trial.ToEndAsync());
    }

    [Fact]
    public async Task At_the_host()
    {
        Assert.SkipUnless(SmallDisk.Possible, NeedsRoot);
        await using var plant = await Plant.StartAsync();
        var here = plant.Here;
        Work.WriteInputs(here.Folder.Path, 1);
        using var disk = SmallDisk.Mount(here.Folder["disk"], 16);
        disk.Set(writable: false);
        using var run = here.Start(Run);
        await Eventually.TrueAsync(() => Directory.EnumerateFiles(here.Folder["pids"]).Any(), "the command runs");
        var id = Path.GetFileName(Directory.EnumerateFiles(here.Folder["pids"]).Single());
        here.Folder.Write($"go/{id}", string.Empty);
        var refused = await run.EndAsync();
        Assert.True(refused.ExitCode == 74, refused.ToString());
        Assert.Contains($"dejima wait {id}", refused.Error, StringComparison.Ordinal);
        disk.Set(writable: true);
        var waited = await here.DejimaAsync("wait", id);
        Assert.True(waited.ExitCode == 0, waited.ToString());
        Assert.Null(Work.Fault(here.Folder.Path, here.Folder["disk/results"]));
    }

    [Fact]
    public async Task At_the_broker()
    {
        Assert.SkipUnless(SmallDisk.Possible, NeedsRoot);
        await using var plant = await Plant.StartAsync();
        var data = plant.Here.BrokerData;
        plant.Here.Broker.Kill();
        await plant.Here.Broker.EndAsync();
        Directory.Move(data, data + ".aside");
        using var disk = SmallDisk.Mount(data, 16);
        foreach (var file in Directory.EnumerateFiles(data + ".aside"))
            File.Copy(file, Path.Combine(data, Path.GetFileName(file)));
        disk.Set(writable: false);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => plant.Here.StartBrokerAsync());
        Assert.Contains("Read-only", refused.Message, StringComparison.Ordinal);
        disk.Set(writable: true);
        await plant.Here.StartBrokerAsync();
        await using var trial = new Trial(plant);
        await trial.ShouldHaveSucceededAsync(await trial.ToEndAsync());
    }
}
