using System.Diagnostics;
using System.Globalization;
using Dejima.Samples.NotchedPlate.Cli;

namespace Dejima.Samples.Tests;

/// <summary>What the user sees while the site calculates, and what happens when he stops it.</summary>
public sealed class ProgressTests(SampleRun run)
{
    [Fact]
    public void Every_level_is_reported_in_order() => Assert.Equal(
        Enumerable.Range(1, 7).Select(i => $"level {i} of 7 solved: nominal stress {25 * i} MPa"),
        run.Solving.Out.Split('\n').Where(line => line.StartsWith("level ", StringComparison.Ordinal)));

    [Fact]
    public async Task Stopping_ends_the_solver_and_leaves_nothing_behind()
    {
        using var place = await new Workplace().Ready([25, 50]);
        // Says that the first step is done, then works on for ever; its own id tells afterwards whether it still does.
        place.With("solver", $"""
            #!/bin/sh
            echo $$ > '{place["solver.pid"]}'
            echo '1 1 1 2 0.1E+01 0.1E+01 0.1E+01' > XX.sta
            exec sleep 3600
            """);
        File.SetUnixFileMode(place["solver"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var temporary = Directory.CreateDirectory(place["temporary"]);

        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "notched-plate"), "stress-distribution")
        {
            WorkingDirectory = place.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["MODEL"] = place.Environment["MODEL"],
                ["CCX"] = place["solver"],
                ["TMPDIR"] = temporary.FullName,
                ["DEJIMA_LANG"] = "en",
            },
        };
        using var program = Process.Start(start)!;
        Assert.Equal("level 1 of 2 solved: nominal stress 25 MPa", await program.StandardOutput.ReadLineAsync());
        using (var kill = Process.Start("kill", ["-TERM", $"{program.Id}"])) await kill.WaitForExitAsync();
        await program.WaitForExitAsync();

        Assert.Equal(ExitCode.Cancelled, program.ExitCode);
        Assert.Empty(temporary.EnumerateFileSystemInfos());
        Assert.False(File.Exists(place["XX.dat"]));
        var solver = int.Parse(await File.ReadAllTextAsync(place["solver.pid"]), CultureInfo.InvariantCulture);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(solver));
    }

    [Fact]
    public async Task Messages_are_Japanese_when_asked()
    {
        using var place = new Workplace();
        place.Environment["DEJIMA_LANG"] = "ja_JP.UTF-8";
        var japanese = await place.Run("stress-distribution");
        Assert.Contains("ファイル cyclic_curve.dat がありません", japanese.Error, StringComparison.Ordinal);
        place.Environment["DEJIMA_LANG"] = "en";
        var english = await place.Run("stress-distribution");
        Assert.Contains("there is no file cyclic_curve.dat", english.Error, StringComparison.Ordinal);
    }
}
