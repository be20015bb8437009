using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>Results are deleted at the broker only once somebody has them, and whoever comes too late is told so.</summary>
public class KeptResultsTests
{
    [Fact]
    public async Task A_module_that_cannot_store_its_results_leaves_them_to_be_fetched()
    {
        Assert.SkipUnless(SmallDisk.Possible, "mounting a small file system needs root");
        await using var here = await Deployment.StartAsync(SolverSite.Setup);
        using var disk = SmallDisk.Mount(here.Folder["run"], 4);
        File.WriteAllBytes(here.Folder["in.bin"], new byte[24 << 20]);
        here.Folder.Write("module.yaml", $$"""
            module: keep
            inputs: { in: { type: file } }
            outputs: { out: { type: file, name: out.bin } }
            remote: { site: {{Deployment.Site}}, command: big, inputs: { in: in.bin }, outputs: { out: out.bin } }
            """);
        var ran = await here.DejimaAsync("module", "run", "module.yaml", "--in", "in.bin", "--into", "run");
        Assert.True(ran.ExitCode == 1, ran.ToString());
        Assert.Contains("dejima fetch", ran.Error, StringComparison.Ordinal);
        var id = ran.Error[(ran.Error.IndexOf("dejima fetch ", StringComparison.Ordinal) + 13)..].Split('\n', ' ')[0];
        var fetched = await here.DejimaAsync("fetch", id, "--into", "fetched");
        Assert.True(fetched.ExitCode == 0, fetched.ToString());
        Assert.Equal(24 << 20, new FileInfo(here.Folder["fetched/out.bin"]).Length);
    }

    [Fact]
    public async Task Waiting_for_results_that_expired_is_no_success()
    {
        await using var here = await Deployment.StartAsync(
            folder => SolverSite.Setup(folder) with { Broker = "limits: { uncollected: 1s }" });
        var detached = await here.DejimaAsync("run", "-s", Deployment.Site, "-c", "secretive", "-o", "out.dat", "--detach");
        var id = detached.Output.Trim();
        await Eventually.TrueAsync(
            async () => (await here.DejimaAsync("status", id, "--json")).Output.Contains("\"Expired\"", StringComparison.Ordinal), "it expires");
        var waited = await here.DejimaAsync("wait", id, "--into", "late");
        Assert.True(waited.ExitCode == 66, waited.ToString());
        Assert.False(Directory.Exists(here.Folder["late"]));
    }

    [Fact]
    public async Task Outputs_come_back_although_a_link_leads_to_the_workspaces()
    {
        await using var here = await Deployment.StartAsync(folder =>
        {
            Directory.CreateDirectory(folder["real/deep/workspaces"]);
            Directory.CreateSymbolicLink(folder["link"], folder["real/deep"]);
            Directory.CreateSymbolicLink(folder["workspaces"], folder["link/workspaces"]);
            return SolverSite.Setup(folder);
        });
        var ran = await here.DejimaAsync("run", "-s", Deployment.Site, "-c", "secretive", "-o", "out.dat", "--into", "linked");
        Assert.True(ran.ExitCode == 0, ran.ToString());
    }
}
