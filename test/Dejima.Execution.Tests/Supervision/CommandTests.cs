using CsCheck;
using Dejima.Execution.Supervision;

namespace Dejima.Execution.Tests.Supervision;

public sealed class CommandTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(255)]
    public async Task The_exit_code_is_recorded(int code)
    {
        var exit = await _bench.RunShellAsync($"exit {code}");
        Assert.Equal((code, null, null, false), (exit.ExitCode, exit.Signal, exit.Stopped, exit.Lost));
        Assert.True(exit.StartedAt <= exit.EndedAt);
    }

    [Fact]
    public async Task The_signal_that_ended_it_is_recorded()
    {
        var exit = await _bench.RunShellAsync("kill -SEGV $$");
        Assert.Equal((null, 11, null), (exit.ExitCode, exit.Signal, exit.Stopped));
    }

    [Fact]
    public async Task Output_and_errors_go_to_their_files()
    {
        await _bench.RunShellAsync("echo out; echo err >&2; echo 結果");
        Assert.Equal(("out\n結果\n", "err\n"), (_bench.Out, _bench.Err));
    }

    [Fact]
    public async Task It_runs_in_its_workspace_with_nothing_to_read_and_no_open_files()
    {
        await _bench.RunShellAsync("pwd; wc -c; ls /proc/self/fd");
        // The last number is the one that ls itself lists the folder by.
        Assert.Equal($"{_bench.Workspace.Folder}\n0\n0\n1\n2\n3\n", _bench.Out);
    }

    [Fact]
    public async Task It_leads_a_session_of_its_own_and_no_signal_is_ignored()
    {
        await _bench.RunShellAsync("cut -d' ' -f6 /proc/$$/stat; echo $$; grep SigIgn /proc/$$/status");
        var lines = _bench.Out.Split('\n');
        Assert.Equal(lines[1], lines[0]);
        // 32 and 33 are the C library's own.
        Assert.Equal(0ul, Convert.ToUInt64(lines[2].Split('\t')[1], 16) & 0x7fff_ffff);
    }

    [Fact]
    public async Task Its_environment_holds_only_what_it_was_given()
    {
        Environment.SetEnvironmentVariable("DEJIMA_TEST_SECRET", "secret");
        await _bench.RunAsync("/usr/bin/env");
        var names = _bench.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]);
        Assert.Equal(["DEJIMA_CALCULATION", "HOME", "LANG", "PATH", "TMPDIR"], names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_temporary_files_are_kept_out_of_the_workspace()
    {
        await _bench.RunShellAsync("touch $TMPDIR/x; ls");
        Assert.Equal(string.Empty, _bench.Out);
        Assert.True(File.Exists(Path.Combine(_bench.State.Temporary, "x")));
    }

    [Fact]
    public async Task No_shell_looks_at_its_arguments()
    {
        string[] hostile = ["a b", "'", "\"", ";", "$(touch pwned)", "`touch pwned`", "two\nlines", "*", "", "~", "-n", "日本語", "\\", "| cat", "> pwned"];
        await _bench.RunAsync(["/usr/bin/printf", "<%s>\\n", .. hostile]);
        Assert.Equal(string.Concat(hostile.Select(text => $"<{text}>\n")), _bench.Out);
        Assert.Empty(Directory.GetFileSystemEntries(_bench.Workspace.Folder));
    }

    [Fact]
    public void Any_text_arrives_as_one_argument()
    {
        Gen.String[Gen.Char['\u0001', '\u0fff'], 0, 40].Array[1, 5].Sample(
            texts =>
            {
                using var bench = new Bench();
                bench.RunAsync(["/usr/bin/printf", "%s\\0", .. texts]).GetAwaiter().GetResult();
                Assert.Equal(string.Concat(texts.Select(text => text + '\0')), bench.Out);
            },
            iter: 10,
            threads: 1);
    }

    [Theory]
    [InlineData("/no/such/program")]
    [InlineData("/etc/passwd")]
    [InlineData("/etc")]
    public async Task A_program_that_cannot_be_started_is_recorded(string program)
    {
        var exit = await _bench.RunAsync(program);
        Assert.NotNull(exit.StartFailure);
        Assert.Null(exit.ExitCode);
    }

    [Fact]
    public async Task A_NUL_character_never_cuts_an_argument_short()
    {
        var exit = await _bench.RunAsync("/bin/echo", "a\0b");
        Assert.NotNull(exit.StartFailure);
    }

    [Fact]
    public async Task Asking_twice_starts_it_once()
    {
        var first = _bench.StartShell("echo once; read x < /dev/null; sleep 0.1");
        var second = Bench.Executor.Start(_bench.State);
        await first.Ended.WaitAsync(Bench.Patience);
        await second.Ended.WaitAsync(Bench.Patience);
        var third = await Bench.Executor.Start(_bench.State).Ended.WaitAsync(Bench.Patience);
        Assert.Equal((0, "once\n"), (third.ExitCode, _bench.Out));
    }

    [Fact]
    public async Task A_log_without_end_does_not_fill_the_disk_and_the_command_goes_on()
    {
        const long Limit = 1000;
        var running = _bench.Start(_bench.Order("/bin/sh", "-c", "yes | head -c 20000000; until [ -e go ]; do sleep 0.02; done; echo end; exit 4")
            with { LogBytes = Limit });
        await Bench.UntilAsync(() => File.Exists(_bench.State.Stdout) && new FileInfo(_bench.State.Stdout).Length == Limit + 1);
        File.WriteAllText(Path.Combine(_bench.Workspace.Folder, "go"), string.Empty);
        Assert.Equal(4, (await running.Ended.WaitAsync(Bench.Patience)).ExitCode);
        Assert.Equal(Limit, _bench.State.LogBytes);
        Assert.Equal(string.Concat(Enumerable.Repeat("y\n", 500)) + "yend\n", _bench.Out);
    }

    [Fact]
    public async Task Only_its_owner_can_read_what_is_kept()
    {
        await _bench.RunShellAsync("true");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_bench.State.Folder));
        foreach (var file in Directory.GetFiles(_bench.State.Folder))
            Assert.Equal((file, UnixFileMode.None), (file, File.GetUnixFileMode(file) & (UnixFileMode)0x3f));
    }
}
