using System.Diagnostics;
using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary><c>./demo.sh</c> as a newcomer starts it; <c>out/</c> is built already, so it builds nothing.</summary>
public class DemoTests
{
    private static readonly string Demo = Path.Combine(Programs.Root, "demo.sh");

    [Fact]
    public async Task Two_at_once_do_not_disturb_each_other_and_leave_nothing_behind()
    {
        using var folder = new TempFolder();
        var both = await Task.WhenAll(new[] { "one", "two" }.Select(name => Running.ToEndAsync(
            Demo, ["--out", folder[name]], Temporary(folder, $"tmp-{name}"))));
        Assert.All(both, ran => Assert.True(ran.ExitCode == 0, ran.ToString()));
        Assert.All(both, ran => Assert.Contains("run-out", ran.Output, StringComparison.Ordinal));
        Assert.Equal(File.ReadAllText(folder["one/s_n_table.csv"]), File.ReadAllText(folder["two/s_n_table.csv"]));
        AssertNothingLeft(folder);
    }

    [Fact]
    public async Task Both_methods_give_the_same_results()
    {
        using var folder = new TempFolder();
        var ran = await Running.ToEndAsync(Demo, ["--method", "both", "--out", folder["results"]], Temporary(folder, "tmp"));
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Contains("the same, byte for byte", ran.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(folder["results/webapi/XX.dat"]), File.ReadAllBytes(folder["results/ssh/XX.dat"]));
        AssertNothingLeft(folder);
    }

    [Theory]
    [InlineData("webapi")]
    [InlineData("ssh")]
    public async Task Stopped_in_the_middle_it_stops_what_it_started(string method)
    {
        using var folder = new TempFolder();
        using var demo = Running.Start(Demo, ["--method", method, "--out", folder["results"]], Temporary(folder, "tmp"));
        await Eventually.TrueAsync(
            () => demo.HasExited || demo.Error.Contains("stress-distribution  started", StringComparison.Ordinal), "the workflow runs");
        demo.Terminate();
        Assert.Equal(143, (await demo.EndAsync()).ExitCode);
        AssertNothingLeft(folder);
    }

    [Theory]
    [InlineData("--surprise")]
    [InlineData("--method", "pigeon")]
    [InlineData("--method")]
    public async Task An_unknown_option_is_refused_with_the_usage(params string[] words)
    {
        var ran = await Running.ToEndAsync(Demo, words);
        Assert.Equal(64, ran.ExitCode);
        Assert.Contains("Usage", ran.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Temporary(TempFolder folder, string name)
    {
        Directory.CreateDirectory(folder[name]);
        return new Dictionary<string, string?> { ["TMPDIR"] = folder[name] };
    }

    private static void AssertNothingLeft(TempFolder folder)
    {
        Assert.All(
            Directory.GetDirectories(folder.Path, "tmp*"),
            temporary => Assert.Empty(Directory.GetDirectories(temporary, "dejima-demo.*")));
        Assert.DoesNotContain(Process.GetProcesses(), process => CommandLine(process).Contains(folder.Path, StringComparison.Ordinal));
    }

    private static string CommandLine(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
