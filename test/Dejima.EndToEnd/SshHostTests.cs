using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>The host's side: what it says is true, what it once could not get it gets later, nothing stays where nobody looks.</summary>
public sealed class SshHostTests
{
    public static TheoryData<string> Sites => [SshDeployment.Gated, SshDeployment.Plain];

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_site_that_was_not_all_there_is_asked_again(string site)
    {
        SshSite.Needed();
        await using var here = await SshHostSite.StartAsync();
        var id = (await here.DejimaAsync("run", "-s", site, "-c", "slow", "-o", "out.dat", "--into", "results", "--detach")).Output.Trim();
        await Eventually.TrueAsync(() => File.Exists(here.Folder["site-data/starts"]), "it has started");
        Directory.CreateDirectory(here.Folder["away"]);
        var left = here.Left();
        foreach (var (path, number) in left.Select((path, number) => (path, number)))
            Directory.Move(path, here.Folder[$"away/{number}"]);
        foreach (var command in new[] { "wait", "fetch", "wait" })
        {
            var ran = await here.DejimaAsync(command, id);
            Assert.True(ran.ExitCode == (command is "wait" or "fetch" ? 1 : 0), ran.ToString());
            Assert.Equal(command is "wait" or "fetch", ran.Error.Contains("not started a second time", StringComparison.Ordinal));
        }

        foreach (var (path, number) in left.Select((path, number) => (path, number)))
            Directory.Move(here.Folder[$"away/{number}"], path);
        File.WriteAllText(here.Folder["site-data/go"], string.Empty);
        var again = await here.DejimaAsync("wait", id);
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal("done\n", await File.ReadAllTextAsync(here.Folder["results/out.dat"]));
        Assert.Equal("begun\n", await File.ReadAllTextAsync(here.Folder["site-data/starts"]));
        Assert.Empty(here.Left());
    }

    [Fact]
    public async Task Interrupted_while_it_is_being_started_it_is_cancelled()
    {
        SshSite.Needed();
        await using var here = await SshHostSite.StartAsync();
        // The site has started it, and the answer that says so is held back.
        SshHostSite.Replace(here, "ssh", """
            case "$*" in *ControlMaster=yes*) ;; *) exec $real "$@" ;; esac
            $real "$@" | while IFS= read -r line; do
              case $line in *'"Running"'*) [ -e $marks/held ] || { : > $marks/held; while [ ! -e $marks/let ]; do sleep 0.02; done; } ;; esac
              printf '%s\n' "$line"
            done
            """);
        using var run = here.Start("run", "-s", SshDeployment.Gated, "-c", "hold", "--into", "results", "--detach");
        await SshHostSite.MarkedAsync(here, "held", run);
        await Eventually.TrueAsync(() => SshSite.Lives(here.Folder["site-data/leaf"]), "it runs");
        run.Interrupt();
        SshHostSite.Mark(here, "let");
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 130, ran.ToString());
        Assert.Contains("cancelling", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("not known", ran.Error, StringComparison.Ordinal);
        Assert.False(SshSite.Lives(here.Folder["site-data/leaf"]));
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Results_that_did_not_come_are_not_taken_for_fetched(string site)
    {
        SshSite.Needed();
        await using var here = await SshHostSite.StartAsync();
        SshHostSite.Replace(here, "rsync", "exit 0");
        using var run = here.Start("run", "-s", site, "-c", "give", "-o", "out.dat", "--into", "results");
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 1, ran.ToString());
        Assert.Contains("'out.dat' did not come", ran.Error, StringComparison.Ordinal);
        here.Before = [];
        var again = await here.DejimaAsync("wait", SshHostSite.IdOf(run));
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal("result\n", await File.ReadAllTextAsync(here.Folder["results/out.dat"]));
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Interrupted_while_results_come_it_says_that_the_calculation_has_ended(string site)
    {
        SshSite.Needed();
        await using var here = await SshHostSite.StartAsync();
        // The first is begun before it has ended; only the second one's beginning tells that it has.
        SshHostSite.Replace(here, "rsync", "mkdir $marks/early 2>/dev/null && exit 12; : > $marks/fetching; exec sleep 600");
        using var run = here.Start("run", "-s", site, "-c", "give", "--into", "results");
        await SshHostSite.MarkedAsync(here, "fetching", run);
        run.Interrupt();
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 130, ran.ToString());
        Assert.DoesNotContain("asked to stop", ran.Error, StringComparison.Ordinal);
        Assert.Contains("has ended", ran.Error, StringComparison.Ordinal);
        here.Before = [];
        Assert.Equal(0, (await here.DejimaAsync("wait", SshHostSite.IdOf(run))).ExitCode);
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_cancel_that_comes_too_late_leaves_nothing_at_the_site(string site)
    {
        SshSite.Needed();
        await using var here = await SshHostSite.StartAsync();
        SshSite.WriteRandom(here.Folder["in.dat"], 9 << 20);
        SshHostSite.Replace(here, "rsync", "case \"$*\" in *-rtpL*) : > $marks/sending; while [ ! -e $marks/send ]; do sleep 0.02; done ;; esac; exec $real \"$@\"");
        using var run = here.Start("run", "-s", site, "-c", "give", "-i", "in.dat", "--into", "results");
        await SshHostSite.MarkedAsync(here, "sending", run);
        SshHostSite.Replace(here, "ssh", ": > $marks/cancelling; while [ ! -e $marks/cancel ]; do sleep 0.02; done; exec $real \"$@\"");
        using var cancel = here.Start("cancel", SshHostSite.IdOf(run));
        await SshHostSite.MarkedAsync(here, "cancelling", cancel);
        File.Delete(here.Folder["tools/ssh"]);
        SshHostSite.Mark(here, "send");
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 0, ran.ToString());
        SshHostSite.Mark(here, "cancel");
        await cancel.EndAsync();
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Nobody_else_can_look_into_a_workspace_that_has_inputs(string site)
    {
        SshSite.Needed();
        await using var here = await SshHostSite.StartAsync();
        here.Folder.Write("in.dat", "x");
        var ran = await here.DejimaAsync("run", "-s", site, "-c", "mode", "-i", "in.dat", "-i", "in.dat:sub/deep.dat", "--into", "results");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal("700\n700\n", ran.Output);
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task What_was_sent_and_what_was_fetched_are_counted_apart(string site)
    {
        SshSite.Needed();
        await using var here = await SshHostSite.StartAsync();
        here.Folder.Write("in.dat", "12345");
        var ran = await here.DejimaAsync("run", "-s", site, "-c", "give", "-i", "in.dat", "--into", "results");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.DoesNotContain(ran.Error.Split('\n'), line => line.Contains("sent ", StringComparison.Ordinal) && !line.Contains("sent 1 file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_is_not_UTF_8_is_left_and_the_others_come()
    {
        SshSite.Needed();
        await using var here = await SshHostSite.StartAsync();
        var ran = await here.DejimaAsync("run", "-s", SshDeployment.Plain, "-c", "odd", "--into", "results");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Contains("is left out: its name is not UTF-8", ran.Error, StringComparison.Ordinal);
        Assert.Equal("good\n", await File.ReadAllTextAsync(here.Folder["results/good.dat"]));
        Assert.Empty(here.Left());
    }

    [Theory]
    [InlineData("--into", "")]
    [InlineData("--into", "a")]
    [InlineData("--ssh-config", "")]
    [InlineData("-i", "pipe")]
    [InlineData("-i", "a", "-i", "a:a/b", "-i", "a:b")]
    public async Task A_mistake_on_the_command_line_is_told_before_anything_is_sent(params string[] arguments)
    {
        using var folder = new TempFolder();
        folder.Write("a", "x");
        await Running.ToEndAsync("mkfifo", [folder["pipe"]]);
        var ran = await Running.ToEndAsync(
            Programs.Dejima, ["run", "--ssh", "nowhere", "-c", "c", "--patience", "1s", .. arguments], new Dictionary<string, string?> { ["XDG_STATE_HOME"] = folder["state"] }, folder.Path);
        Assert.True(ran.ExitCode == 64, ran.ToString());
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_links_to_itself_is_sent_once()
    {
        SshSite.Needed();
        await using var here = await SshHostSite.StartAsync();
        here.Folder.Write("folder/in.dat", "x");
        File.CreateSymbolicLink(here.Folder["folder/a"], ".");
        File.CreateSymbolicLink(here.Folder["folder/b"], ".");
        var ran = await here.DejimaAsync("run", "-s", SshDeployment.Plain, "-c", "give", "-i", "folder", "--into", "results");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal([here.Folder["results/folder/in.dat"]], Directory.GetFileSystemEntries(here.Folder["results/folder"]));
    }
}
