using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>A file that changes while it is sent is noticed, and nothing is computed with it.</summary>
public class ChangingFileTests(SolverSite site) : IClassFixture<SolverSite>
{
    [Fact]
    public async Task Is_an_error_and_nothing_is_computed()
    {
        var here = site.Deployment;
        var path = here.Folder["in.bin"];
        await File.WriteAllBytesAsync(path, new byte[96 << 20], TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        var changing = Task.Run(
            () =>
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                for (byte turn = 1; !stop.IsCancellationRequested; turn++)
                {
                    for (var at = 0L; at < file.Length && !stop.IsCancellationRequested; at += 1 << 20)
                    {
                        file.Position = at;
                        file.WriteByte(turn);
                        file.Flush();
                    }
                }
            },
            TestContext.Current.CancellationToken);
        var ran = await here.DejimaAsync("run", "-s", Deployment.Site, "-c", "big", "-i", "in.bin", "-o", "out.bin", "--into", "changed");
        await stop.CancelAsync();
        await changing;
        Assert.True(ran.ExitCode == 65, ran.ToString());
        Assert.Contains("changed while", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(here.Folder["changed/out.bin"]));
    }
}
