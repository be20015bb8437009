using System.Globalization;
using System.Text.RegularExpressions;
using Dejima.Testing;

namespace Dejima.EndToEnd.Services;

/// <summary>The shipped units: systemd finds no fault with them, and what they forbid is nothing that the programs need.</summary>
public sealed partial class ServiceUnitTests
{
    // SQLite calls it when it is run by root, as these tests may be and the unit is not.
    private const string RootOnly = "fchown";

    [Theory]
    [InlineData("dejima-broker", 15)]
    [InlineData("dejima-agent", 25)]
    public async Task Systemd_finds_no_fault_and_little_exposure(string name, int exposure)
    {
        using var folder = new TempFolder();
        // The program is looked for where it is to be installed.
        var unit = folder.Write($"{name}.service", ProgramPath().Replace(await File.ReadAllTextAsync(UnitFile(name)), "$1/bin/true"));
        var verified = await Running.ToEndAsync("systemd-analyze", ["verify", "--man=no", unit]);
        Assert.True(verified is { ExitCode: 0, Error: "" }, verified.ToString());
        var secure = await Running.ToEndAsync(
            "systemd-analyze", ["security", "--offline=true", "--no-pager", $"--threshold={exposure.ToString(CultureInfo.InvariantCulture)}", unit]);
        Assert.True(secure.ExitCode == 0, secure.ToString());
    }

    [Fact]
    public void Commands_outlive_the_agent_of_the_unit()
    {
        var unit = File.ReadAllLines(UnitFile("dejima-agent"));
        Assert.Contains("KillMode=process", unit);
        Assert.Contains("PrivateTmp=no", unit);
    }

    [Fact]
    public async Task No_call_that_the_programs_make_is_forbidden()
    {
        await using var here = await Deployment.StartAsync(SolverSite.Setup, agent: false);
        here.Broker.Terminate();
        await here.Broker.EndAsync();
        await here.StartBrokerAsync(["strace", "-f", "-qq", "-o", here.Folder["broker.trace"]]);
        await here.StartAgentAsync(["strace", "-f", "-qq", "-o", here.Folder["agent.trace"]]);
        foreach (var name in "abc")
            here.Folder.Write($"{name}.dat", "1");
        var ran = await here.DejimaAsync("run", "-s", Deployment.Site, "-c", "copy", "-i", "a.dat", "-i", "b.dat", "-i", "c.dat", "-o", "out.dat", "--into", "results");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        foreach (var name in new[] { "broker", "agent" })
        {
            var used = File.ReadLines(here.Folder[$"{name}.trace"]).Select(line => Call().Match(line)).Where(match => match.Success)
                .Select(match => match.Groups[1].Value).Distinct().ToList();
            Assert.True(used.Count > 20, $"{name}: only {used.Count} calls were seen");
            var allowed = await AllowedAsync($"dejima-{name}");
            Assert.Empty(used.Where(call => !allowed(call)).Except([RootOnly]));
        }
    }

    // Lines of SystemCallFilter= add up: the first says whether it lists what is allowed, or what is not.
    private static async Task<Predicate<string>> AllowedAsync(string name)
    {
        var lines = File.ReadLines(UnitFile(name)).Where(line => line.StartsWith("SystemCallFilter=", StringComparison.Ordinal))
            .Select(line => line["SystemCallFilter=".Length..]).ToList();
        var (listed, takenOut) = (new HashSet<string>(), new HashSet<string>());
        foreach (var line in lines)
        {
            foreach (var set in line.TrimStart('~').Split(' '))
                (line[0] == '~' ? takenOut : listed).UnionWith(await CallsAsync(set));
        }

        return call => !takenOut.Contains(call) && (lines[0][0] == '~' || listed.Contains(call));
    }

    private static async Task<List<string>> CallsAsync(string set)
    {
        var told = await Running.ToEndAsync("systemd-analyze", ["syscall-filter", "--no-pager", set]);
        Assert.True(told.ExitCode == 0, told.ToString());
        var calls = new List<string>();
        foreach (var entry in told.Output.Split('\n').Skip(1).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (entry[0] == '@')
                calls.AddRange(await CallsAsync(entry));
            else
                calls.Add(entry);
        }

        return calls;
    }

    private static string UnitFile(string name) => Path.Combine(Programs.Root, "packaging", "systemd", $"{name}.service");

    [GeneratedRegex(@"^(ExecStart=)\S+", RegexOptions.Multiline)]
    private static partial Regex ProgramPath();

    [GeneratedRegex(@"^\d+ +(\w+)\(")]
    private static partial Regex Call();
}
