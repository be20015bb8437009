using Dejima.Client.Handout;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Plain;
using Dejima.Ssh.Push.Sessions;
using Dejima.Testing;

namespace Dejima.Ssh.Tests.Push;

/// <summary>A plain site that stalls, or that answers what it should not.</summary>
public class PlainTroubleTests
{
    public static TheoryData<string> Shells => PlainSessionTests.Shells;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_cancel_that_comes_before_the_program_waits_for_it(string shell)
    {
        await using var site = PlainSite.With(shell.Split(' '), "sleep 100 & wait");
        // dj_stop's looks, which some shells have a grep of their own for; there the look that is waited for is the next call.
        site.StandIn("grep", $"\"$real\" \"$@\"; code=$?; case \"$*\" in *DEJIMA_CALCULATION=*) echo >> {site.Folder["looks"]} ;; esac; exit $code");
        var session = await site.OpenAsync();
        var order = PlainSite.Order();
        await session.PrepareAsync(order, Token);
        // The runner's child waits here, after the runner's own look, until somebody reads.
        var log = $"{site.Workspaces}/{order.Calculation:D}.dejima/stdout";
        File.Delete(log);
        await Running.ToEndAsync("mkfifo", [log]);
        await session.StartAsync(order.Calculation, Token);
        await Eventually.TrueAsync(() => RunnersOf(order.Calculation) == 2, "the program is about to begin");
        await session.CancelAsync(order.Calculation, Token);
        if (!shell.StartsWith("busybox", StringComparison.Ordinal))
            await Eventually.TrueAsync(() => File.Exists(site.Folder["looks"]), "it was looked for");
        using var reader = Running.Start("cat", [log]);
        var end = await PlainSite.ToEndAsync(session, order.Calculation).WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.True(end.End?.Cancelled);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_stall_before_the_runner_begins_is_not_lost(string shell)
    {
        await using var site = PlainSite.With(shell.Split(' '), "echo ran > ../ran");
        var session = await site.OpenAsync();
        var order = PlainSite.Order();
        await session.PrepareAsync(order, Token);
        await session.PingAsync(Token);
        Stall(site, "env");
        Stall(site, "setsid");
        var starting = (await site.OpenAsync()).StartAsync(order.Calculation, Token);
        await Eventually.TrueAsync(() => File.Exists($"{site.Workspaces}/{order.Calculation:D}.dejima/started"), "it is being started");
        Assert.Equal(SiteStage.Running, (await LookAsync(session, order.Calculation)).Stage);
        Assert.Equal(SiteStage.Running, (await LookAsync(session, order.Calculation)).Stage);
        site.Folder.Write("go", string.Empty);
        await starting;
        Assert.Equal(0, (await PlainSite.ToEndAsync(session, order.Calculation)).End?.ExitCode);
        Assert.True(File.Exists($"{site.Workspaces}/ran"));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_runner_that_comes_after_it_was_given_up_runs_nothing(string shell)
    {
        await using var site = PlainSite.With(shell.Split(' '), "echo ran > ../ran");
        Stall(site, "setsid");
        var session = await site.OpenAsync();
        var order = PlainSite.Order();
        var known = $"{site.Workspaces}/{order.Calculation:D}.dejima";
        await session.PrepareAsync(order, Token);
        await session.StartAsync(order.Calculation, Token);
        await File.WriteAllTextAsync($"{known}/exit", "- - - lost\n", Token);
        site.Folder.Write("go", string.Empty);
        await Eventually.TrueAsync(() => File.Exists($"{known}/pid") && RunnersOf(order.Calculation) == 0, "the runner has come and gone");
        var report = await LookAsync(session, order.Calculation);
        Assert.Equal(SiteStage.Ended, report.Stage);
        Assert.NotNull(report.End?.Reason);
        Assert.False(File.Exists($"{site.Workspaces}/ran"));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task What_is_known_of_a_workspace_stays_while_the_workspace_does(string shell)
    {
        await using var site = PlainSite.With(shell.Split(' '), "true");
        var order = PlainSite.Order();
        var (workspace, known) = ($"{site.Workspaces}/{order.Calculation:D}", $"{site.Workspaces}/{order.Calculation:D}.dejima");
        // As where a file in it is open on NFS.
        site.StandIn("rm", $"[ -e {site.Folder["go"]} ] || for name; do shift; [ \"$name\" = {workspace} ] || set -- \"$@\" \"$name\"; done; \"$real\" \"$@\"; [ -e {site.Folder["go"]} ]");
        var session = await site.OpenAsync();
        await session.PrepareAsync(order, Token);
        await session.StartAsync(order.Calculation, Token);
        await PlainSite.ToEndAsync(session, order.Calculation);
        await session.CleanAsync(order.Calculation, Token);
        Assert.True(Directory.Exists(workspace));
        Assert.True(File.Exists($"{known}/order"));
        site.Folder.Write("go", string.Empty);
        await session.CleanAsync(order.Calculation, Token);
        Assert.Empty(Directory.GetFileSystemEntries(site.Workspaces));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_workspace_is_nobody_elses_while_the_program_runs(string shell)
    {
        await using var site = PlainSite.With(shell.Split(' '), "ls -ld . > ../mode");
        var session = await site.OpenAsync();
        var order = PlainSite.Order(new PushedFile("in.dat", 2));
        await session.PrepareAsync(order, Token);
        // As rsync -p does when the folder at the host has this mode.
        File.SetUnixFileMode($"{site.Workspaces}/{order.Calculation:D}", (UnixFileMode)0b111_101_101);
        site.Send(order.Calculation, "in.dat", "42");
        await session.StartAsync(order.Calculation, Token);
        await PlainSite.ToEndAsync(session, order.Calculation);
        Assert.StartsWith("drwx------", await File.ReadAllTextAsync($"{site.Workspaces}/mode", Token), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Names_with_line_breaks_and_a_tree_deeper_than_paths_are_settled(string shell)
    {
        await using var site = PlainSite.With(shell.Split(' '), """
            printf x > "$(printf 'new\nline')"; mkdir "$(printf 'more\nlines')"; printf x > "$(printf 'more\nlines')/file"; printf xy > 'a b'
            i=0; while [ $i -lt 40 ]; do d=$(printf '%0200d' 0); mkdir $d && cd -P $d || exit; i=$((i + 1)); done; printf x > deep
            """);
        var session = await site.OpenAsync();
        var order = PlainSite.Order();
        await session.PrepareAsync(order, Token);
        await session.StartAsync(order.Calculation, Token);
        await PlainSite.ToEndAsync(session, order.Calculation);
        var (report, files) = await session.OutgoingAsync(order.Calculation, Token);
        Assert.Equal(SiteStage.Ended, report.Stage);
        Assert.Contains(new PushedFile("a b", 2), files);
        await session.CleanAsync(order.Calculation, Token);
        Assert.Empty(Directory.GetFileSystemEntries(site.Workspaces));
    }

    [Fact]
    public async Task Parameters_that_would_be_one_variable_are_refused_before_anything_is_sent()
    {
        await using var site = PlainSite.With(["dash"], "true");
        var session = await site.OpenAsync();
        var order = PlainSite.Order() with { Parameters = new Dictionary<string, string> { ["mesh-size"] = "1", ["mesh_size"] = "2" } };
        var wrong = await Assert.ThrowsAsync<WorkException>(() => session.PrepareAsync(order, Token));
        Assert.Contains("DEJIMA_PARAM_MESH_SIZE", wrong.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(site.Workspaces));
    }

    [Theory]
    [InlineData("\"$M D stdout 1048577\"")]
    [InlineData("\"$M D stdout -1\"")]
    [InlineData("\"$M E\"")]
    [InlineData("\"$M .\"")]
    public async Task An_answer_that_is_none_is_a_connection_that_is_lost(string answer)
    {
        await using var site = Answering($"printf '%s\\n' {answer}");
        var session = await site.OpenAsync();
        await Assert.ThrowsAsync<LinkLostException>(() => session.StartAsync(Guid.NewGuid(), Token));
    }

    [Fact]
    public async Task A_line_without_end_is_said_once_and_not_asked_for_again()
    {
        await using var site = Answering("printf '%s ' \"$M\"; head -c 3000000 /dev/zero 2>/dev/null | tr '\\0' x 2>/dev/null");
        var session = await site.OpenAsync();
        var no = await Assert.ThrowsAsync<SiteRefusedException>(() => session.StartAsync(Guid.NewGuid(), Token));
        Assert.Equal(GateError.SiteTrouble, no.Reason.Code);
    }

    private static PlainSite Answering(string text) => PlainSite.With(
        ["sh", "-c", $"read -r line; M=${{line#M=}}; printf '%s .\\n' \"$M\"; {text}; cat > /dev/null"], "true");

    private static void Stall(PlainSite site, string program) =>
        site.StandIn(program, $"until [ -e {site.Folder["go"]} ]; do [ -e \"$0\" ] || exit; sleep 0.05; done; exec \"$real\" \"$@\"");

    private static Task<SiteReport> LookAsync(PlainSession session, Guid id) =>
        session.WatchAsync(id, null, SiteStage.Unknown, TimeSpan.Zero, static (_, _) => { }, Token);

    // The runner, and what it has branched off that has not become another program.
    private static int RunnersOf(Guid id) => Directory.EnumerateDirectories("/proc").Count(entry =>
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(entry)[0]) && File.ReadAllText(entry + "/cmdline").Split('\0') is var words
                && words.Contains("dejima-runner") && words[0] != "setsid" && !words[0].EndsWith("/sh", StringComparison.Ordinal)
                && words.Any(word => word.EndsWith($"{id:D}.dejima", StringComparison.Ordinal));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
