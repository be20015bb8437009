using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>A plain site that is slow, or whose shell dies, over a connection that is well.</summary>
public sealed class SshPlainTests
{
    // Longer than it takes to think a connection dead and to make another.
    private const string Seconds = "9";

    [Fact]
    public async Task A_call_that_takes_long_is_made_once()
    {
        SshSite.Needed();
        using var own = new TempFolder();
        await using var here = await StartAsync(own, $"case \"$*\" in *'-type f'*'-printf'* | *'wc -c'*) echo >> \"$0.asked\"; sleep {Seconds} ;; esac");
        File.WriteAllText(here.Folder["site-data/go"], string.Empty);
        var ran = await here.DejimaAsync("run", "-s", SshDeployment.Plain, "-c", "slow", "--into", "results");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal("done\n", await File.ReadAllTextAsync(here.Folder["results/out.dat"]));
        Assert.Single(await File.ReadAllLinesAsync(own["find.asked"]));
        Assert.Empty(here.Left());
    }

    [Fact]
    public async Task A_call_that_always_loses_the_connection_is_given_up()
    {
        SshSite.Needed();
        using var own = new TempFolder();
        // Its shell is killed in the middle of the call, each time.
        await using var here = await StartAsync(own, "case \"$*\" in *'-type f'*'-printf'* | *'wc -c'*) echo >> \"$0.asked\"; shell=$(ps -o ppid= -p $PPID); kill -9 $PPID $shell ;; esac");
        File.WriteAllText(here.Folder["site-data/go"], string.Empty);
        var ran = await here.DejimaAsync("run", "-s", SshDeployment.Plain, "-c", "slow", "--into", "results", "--patience", "4s");
        Assert.True(ran.ExitCode == 69, ran.ToString());
        // 0 s, at once, 1 s, 2 s, 4 s: a hot loop would have asked dozens of times.
        Assert.InRange((await File.ReadAllLinesAsync(own["find.asked"])).Length, 3, 6);
        Assert.NotEmpty(here.Left());
    }

    // The site finds something else in find's place; the host, which is the same machine, does not.
    private static async Task<SshDeployment> StartAsync(TempFolder own, string first)
    {
        File.SetUnixFileMode(own.Path, (UnixFileMode)0b111_111_111);
        File.Copy("/usr/bin/find", own["find.real"]);
        var script = own.Script("find", $"self={own["find"]}\n{first.Replace("$0", "$self", StringComparison.Ordinal)}\nexec {own["find.real"]} \"$@\"");
        return await SshSite.StartAsync(new SshServerOptions
        {
            Account = SshAccount.With("dash"),
            Before = ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", $"mount --bind {script} /usr/bin/find && exec \"$0\" \"$@\""],
        });
    }
}
