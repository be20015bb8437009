using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>Several agents serve one site: every calculation is computed once, whichever of them is killed.</summary>
public class SeveralAgentsTests
{
    private const int Calculations = 8;

    [Fact]
    public async Task Each_calculation_is_computed_once()
    {
        await using var here = await Deployment.StartAsync(Setup);
        here.Folder.Write("second.yaml", File.ReadAllText(here.Folder["site.yaml"]) + $"\nstate: {here.Folder["second-state"]}\n");
        using var second = Running.Start(Programs.Dejima, ["agent", "--policy", here.Folder["second.yaml"]]);
        var ids = new List<string>();
        for (var i = 0; i < Calculations; i++)
            ids.Add(await DetachAsync(here));
        await Eventually.TrueAsync(() => Starts(here).Length == 4, "both agents are as busy as they may be");

        here.Agent.Kill();
        await here.Agent.EndAsync();
        here.Folder.Write("go", string.Empty);
        // What the killed one had not started would come back when its lease runs out; it returns before.
        await here.StartAgentAsync();
        foreach (var id in ids)
        {
            var waited = await here.DejimaAsync("wait", id, "--into", id);
            Assert.True(waited.ExitCode == 0, waited.ToString());
            Assert.Equal(id + "\n", File.ReadAllText(here.Folder[$"{id}/out.dat"]));
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), Starts(here).Order(StringComparer.Ordinal));
        await Eventually.TrueAsync(() => Directory.GetDirectories(here.Workspaces).Length == 0, "nothing is left");
    }

    private static async Task<string> DetachAsync(Deployment here)
    {
        var ran = await here.DejimaAsync("run", "-s", Deployment.Site, "-c", "once", "-o", "out.dat", "--detach");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        return ran.Output.Trim();
    }

    private static string[] Starts(Deployment here) =>
        File.Exists(here.Folder["starts"]) ? File.ReadAllLines(here.Folder["starts"]) : [];

    private static SiteSetup Setup(TempFolder folder) => new()
    {
        Registered = ["once"],
        Commands = $$"""
              once:
                run: [{{folder.Script("bin/once", $"echo $DEJIMA_CALCULATION >> {folder["starts"]}; while [ ! -e {folder["go"]} ]; do sleep 0.05; done; echo $DEJIMA_CALCULATION > out.dat")}}]
                outputs: [out.dat]
            """,
    };
}
