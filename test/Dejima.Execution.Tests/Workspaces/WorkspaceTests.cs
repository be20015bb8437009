using System.Diagnostics;
using Dejima.Execution.Supervision;
using Dejima.Execution.Tests.Supervision;
using Dejima.Execution.Workspaces;

namespace Dejima.Execution.Tests.Workspaces;

public sealed class WorkspaceTests
{
    [Fact]
    public void Inputs_have_their_place_inside()
    {
        using var bench = new Bench();
        var place = bench.Workspace.PlaceFor("入力/a.dat");
        File.WriteAllText(place, "x");
        Assert.Equal(Path.Combine(bench.Workspace.Folder, "入力", "a.dat"), place);
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("")]
    public void A_name_that_leads_out_is_not_a_place(string name)
    {
        using var bench = new Bench();
        Assert.Throws<ArgumentException>(() => bench.Workspace.PlaceFor(name));
    }

    [Fact]
    public void More_than_there_is_room_for_is_refused_before_anything_is_made()
    {
        using var bench = new Bench();
        var folder = bench.Workspace.Folder + "-2";
        Assert.Throws<NoRoomException>(() => Workspace.Create(folder, long.MaxValue / 2));
        Assert.False(Path.Exists(folder));
    }

    [Fact]
    public async Task A_full_disk_is_the_commands_failure_and_its_end_is_still_known()
    {
        var disk = Directory.CreateTempSubdirectory("dejima-disk-").FullName;
        Assert.SkipUnless(Mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", disk), "a small file system can only be mounted by root");
        try
        {
            using var bench = new Bench();
            var order = bench.Order("/bin/dd", "if=/dev/zero", "of=big", "bs=64k", "count=100") with { Workspace = disk };
            var exit = await bench.Start(order).Ended.WaitAsync(Bench.Patience);
            Assert.Equal((1, null), (exit.ExitCode, exit.StartFailure));
            Assert.Contains("No space left", bench.Err, StringComparison.Ordinal);
        }
        finally
        {
            Process.Start("umount", disk)!.WaitForExit();
            Directory.Delete(disk);
        }
    }

    private static bool Mount(params string[] arguments)
    {
        using var mount = Process.Start(new ProcessStartInfo("mount", arguments) { RedirectStandardError = true })!;
        mount.WaitForExit();
        return mount.ExitCode == 0;
    }
}
