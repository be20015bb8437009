using System.Globalization;
using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>The sample workflow with the real solver: right figures, and the confidential model stays at the site.</summary>
public class SampleTests
{
    [Fact]
    public async Task Computes_lives_and_the_model_reaches_neither_host_nor_broker()
    {
        var name = Deployment.Site;
        await using var here = await Deployment.StartAsync(Setup);
        CopySample(here.Folder["sample"], name);

        // The stress distribution on its own first, left at the broker, to see what its disk holds before collection.
        var alone = await here.DejimaAsync(
            "workflow", "run", here.Folder["sample/workflow.yaml"], "--into", "first");
        Assert.True(alone.ExitCode == 0, alone.ToString());
        var detached = await here.DejimaAsync(
            "run", "-s", name, "-c", "stress-distribution", "-i", "first/modules/cyclic-curve/cyclic_curve.dat",
            "-i", "sample/data/nominal_stress.dat", "-o", "XX.dat", "-o", "XX.inp", "--detach");
        Assert.True(detached.ExitCode == 0, detached.ToString());
        var id = detached.Output.Trim();
        await Eventually.TrueAsync(
            async () => (await here.DejimaAsync("status", id, "--json")).Output.Contains("\"Succeeded\"", StringComparison.Ordinal), "it succeeds");

        var nodes = NodeLines(here.Folder["confidential/model.inp"]);
        Assert.True(nodes.Count > 1000);
        var outside = await Evidence.OfAsync(here.BrokerData) + await Evidence.OfAsync(here.Folder["first"]) +
            alone.Output + alone.Error + here.Broker.Output + here.Broker.Error + (await here.DejimaAsync("logs", id)).Output;
        Assert.Contains("stress_yy", outside, StringComparison.Ordinal);
        Assert.All(nodes, node => Assert.DoesNotContain(node, outside, StringComparison.Ordinal));
        Assert.DoesNotContain(here.Folder["confidential"], outside, StringComparison.Ordinal);

        Assert.Equal(0, (await here.DejimaAsync("wait", id, "--into", "second")).ExitCode);
        Assert.Equal(File.ReadAllText(here.Folder["first/XX.dat"]), File.ReadAllText(here.Folder["second/XX.dat"]));
        Lives(here.Folder["first/s_n_table.csv"]);
        Assert.StartsWith("<svg", File.ReadAllText(here.Folder["first/s_n_plot.svg"])[..400].Split('\n').First(line => line.StartsWith("<svg", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(here.Folder["first/s_n_plot.png"])[..4]);
    }

    private static SiteSetup Setup(TempFolder folder)
    {
        var program = Path.Combine(Programs.Sample, "bin", "notched-plate");
        Directory.CreateDirectory(folder["confidential"]);
        using var mesh = Running.Start(program, ["mesh", "--out", folder["confidential/model.inp"]]);
        if (mesh.EndAsync().GetAwaiter().GetResult() is { ExitCode: not 0 } failed)
            throw new InvalidOperationException(failed.ToString());
        return new SiteSetup
        {
            Registered = ["stress-distribution"],
            Policy = $"never-send: [{folder["confidential"]}]",
            Commands = $$"""
                  stress-distribution:
                    run: [{{program}}, stress-distribution]
                    parameters: { cpus: { type: integer, min: 1, max: 8, default: 2 } }
                    inputs: [cyclic_curve.dat, nominal_stress.dat]
                    outputs: [XX.dat, XX.inp]
                    environment: { MODEL: "{{folder["confidential/model.inp"]}}" }
                    timeout: 10m
                """,
        };
    }

    // The sample names its site demo-site; here the site has another name, as a user's would.
    private static void CopySample(string to, string site)
    {
        foreach (var path in Directory.EnumerateFiles(Programs.Sample, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(Programs.Sample, path);
            if (name.StartsWith("bin/", StringComparison.Ordinal))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, name))!);
            File.WriteAllText(Path.Combine(to, name), File.ReadAllText(path).Replace("demo-site", site, StringComparison.Ordinal));
        }

        Directory.CreateSymbolicLink(Path.Combine(to, "bin"), Path.Combine(Programs.Sample, "bin"));
    }

    private static List<string> NodeLines(string model) =>
    [
        .. File.ReadLines(model)
            .SkipWhile(line => !line.StartsWith("*NODE", StringComparison.OrdinalIgnoreCase))
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('*'))
            .Select(line => line.Trim()),
    ];

    private static void Lives(string table)
    {
        var cycles = File.ReadLines(table)
            .Where(line => line.Length > 0 && char.IsAsciiDigit(line.TrimStart()[0]))
            .Select(line => line.Split(','))
            .ToDictionary(
                cells => double.Parse(cells[0], CultureInfo.InvariantCulture), cells => double.Parse(cells[4], CultureInfo.InvariantCulture));
        Assert.Equal([25, 50, 75, 100, 125, 150, 175], cycles.Keys.Order());
        Assert.Equal(cycles.OrderBy(level => level.Key).Select(level => level.Value), cycles.Values.OrderDescending());
        Assert.InRange(cycles[175], 2273 * 0.98, 2273 * 1.02);
    }
}
