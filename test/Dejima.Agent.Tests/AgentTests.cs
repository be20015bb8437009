using Dejima.Contracts.Calculations;
using Dejima.Execution.Workspaces;

namespace Dejima.Agent.Tests;

public sealed class AgentTests
{
    [Fact]
    public async Task A_calculation_is_computed_returned_and_forgotten()
    {
        var inputs = new Dictionary<string, string> { ["in/a.dat"] = "a", ["降伏強度.dat"] = "216" };
        using var site = new Site("cat in/a.dat 降伏強度.dat > out.dat; echo told; echo aside >&2", inputs, outputs: "out.dat");
        Assert.Equal(new(CalculationState.Succeeded, 0, null), await site.ServeToEndAsync());
        Assert.Equal("a216", site.Fake.Outputs["out.dat"]);
        Assert.Equal("told\n", site.Fake.Stdout);
        Assert.Equal(6, site.Fake.Logs[1].Length);
        Assert.True(site.NothingIsLeft);
    }

    [Fact]
    public async Task The_exit_code_and_partial_outputs_come_back()
    {
        using var site = new Site("echo part > out.dat; exit 42", outputs: "out.dat");
        var ended = await site.ServeToEndAsync();
        Assert.Equal((CalculationState.Failed, 42, ReasonCode.ExitCode), (ended.State, ended.ExitCode, ended.Reason?.Code));
        Assert.Equal("part\n", site.Fake.Outputs["out.dat"]);
    }

    [Fact]
    public async Task What_the_policy_does_not_offer_is_refused_and_nothing_is_made()
    {
        using var site = new Site("touch $root/ran", command: "unheard-of");
        var ended = await site.ServeToEndAsync();
        Assert.Equal((CalculationState.Refused, ReasonCode.Policy), (ended.State, ended.Reason?.Code));
        Assert.DoesNotContain("start", site.Fake.Calls);
        Assert.False(File.Exists(site.At("ran")));
    }

    [Fact]
    public async Task A_copy_of_what_must_not_leave_is_held_back_and_only_the_site_learns_what_matched()
    {
        using var site = new Site("cp $root/confidential/model copy.dat; echo fine > out.dat", null, "work", "out.dat", "copy.dat");
        var ended = await site.ServeToEndAsync();
        Assert.Equal((CalculationState.Failed, ReasonCode.Policy), (ended.State, ended.Reason?.Code));
        Assert.Empty(site.Fake.Outputs);
        Assert.DoesNotContain("copy.dat", ended.Reason!.Message, StringComparison.Ordinal);
        Assert.Contains(site.Lines, line => line.Contains(site.At("confidential/model"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_somebody_put_in_place_of_the_workspace_is_left_alone()
    {
        using var site = new Site("touch $root/ran");
        Directory.CreateDirectory(site.Workspace);
        File.WriteAllText(Path.Combine(site.Workspace, "planted"), "x");
        using var stop = new CancellationTokenSource();
        var serving = site.ServeAsync(stop.Token);
        await Site.UntilAsync(() => site.Fake.Calculation.State.HasEnded());
        await stop.CancelAsync();
        await serving;
        Assert.Equal(ReasonCode.WorkspaceFailed, site.Fake.Calculation.Reason?.Code);
        Assert.True(File.Exists(Path.Combine(site.Workspace, "planted")));
        Assert.False(File.Exists(site.At("ran")));
    }

    [Fact]
    public async Task A_cancel_stops_the_running_command()
    {
        using var site = new Site("trap 'echo tidied; exit 3' INT; echo up; while :; do sleep 0.05; done", outputs: "out.dat");
        var ending = site.ServeToEndAsync();
        await Site.UntilAsync(() => site.Fake.Stdout.Length > 0);
        site.Fake.Cancel();
        Assert.Equal(CalculationState.Cancelled, (await ending).State);
        Assert.Equal("up\ntidied\n", site.Fake.Stdout);
    }

    [Fact]
    public async Task A_run_that_the_broker_has_stopped_for_its_limit_ends_with_that_reason()
    {
        using var site = new Site("trap 'exit 3' INT; echo up; while :; do sleep 0.05; done", outputs: "out.dat");
        var ending = site.ServeToEndAsync();
        await Site.UntilAsync(() => site.Fake.Stdout.Length > 0);
        site.Fake.Overrun();
        var ended = await ending;
        Assert.Equal((CalculationState.Failed, ReasonCode.Timeout), (ended.State, ended.Reason?.Code));
    }

    [Fact]
    public async Task What_had_ended_when_the_stop_was_heard_is_returned_all_the_same()
    {
        using var site = new Site("echo done > out.dat", outputs: "out.dat");
        using var stop = new CancellationTokenSource();
        site.Fake.Before = call =>
        {
            if (call != "end" || stop.IsCancellationRequested)
                return;
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        };
        await site.ServeAsync(stop.Token);
        // The agent was away for so long; the next one hears of the stop before it can say anything.
        site.Fake.Overrun();
        var renewed = new TaskCompletionSource();
        site.Fake.After = call => _ = call == "lease" && renewed.TrySetResult();
        site.Fake.Before = call =>
        {
            if (call == "end")
                Assert.True(renewed.Task.Wait(TimeSpan.FromSeconds(60)));
        };
        Assert.Equal(CalculationState.Succeeded, (await site.ServeToEndAsync()).State);
        Assert.Equal("done\n", site.Fake.Outputs["out.dat"]);
    }

    [Fact]
    public async Task A_log_that_is_too_long_ends_in_a_mark_and_the_command_goes_on()
    {
        using var site = new Site("yes x | head -c 3000000; echo done > out.dat", outputs: "out.dat") { LogSize = "1MiB" };
        Assert.Equal(CalculationState.Succeeded, (await site.ServeToEndAsync()).State);
        const string Mark = "\n[dejima: the log's limit of 1 MiB was reached; what follows was not kept]\n";
        Assert.Equal((1 << 20) + Mark.Length, site.Fake.Stdout.Length);
        Assert.EndsWith("x\nx\n" + Mark, site.Fake.Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2MiB")]
    [InlineData("3000000")]
    public async Task A_log_within_its_limit_has_no_mark(string size)
    {
        using var site = new Site("yes x | head -c 2000000; exit 0") { LogSize = size };
        Assert.Equal(CalculationState.Succeeded, (await site.ServeToEndAsync()).State);
        Assert.Equal(2_000_000, site.Fake.Stdout.Length);
    }

    [Fact]
    public async Task A_cancel_before_the_start_comes_to_no_start()
    {
        using var site = new Site("touch $root/ran");
        site.Fake.Before = call =>
        {
            if (call == "start")
                site.Fake.Cancel();
        };
        Assert.Equal(CalculationState.Cancelled, (await site.ServeToEndAsync()).State);
        Assert.False(File.Exists(site.At("ran")));
    }

    [Fact]
    public async Task When_the_calculation_is_no_longer_its_own_the_agent_stops_the_command_and_sends_nothing()
    {
        using var site = new Site("trap '' INT TERM; echo $$ > $root/pid; echo up; while :; do sleep 0.05; done", outputs: "out.dat");
        using var stop = new CancellationTokenSource();
        var serving = site.ServeAsync(stop.Token);
        await Site.UntilAsync(() => site.Fake.Stdout.Length > 0);
        site.Fake.TakeAway();
        await Site.UntilAsync(() => site.NothingIsLeft);
        Assert.False(Directory.Exists($"/proc/{File.ReadAllText(site.At("pid")).Trim()}"));
        Assert.DoesNotContain("end", site.Fake.Calls);
        await stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task No_parameter_value_is_in_any_log()
    {
        using var site = new Site("exit 1");
        await site.ServeToEndAsync();
        Assert.Contains(site.Lines, line => line.Contains("work", StringComparison.Ordinal) && line.Contains("sato", StringComparison.Ordinal));
        Assert.DoesNotContain(site.Lines, line => line.Contains("VALUE-NOT-FOR-LOGS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_that_becomes_invalid_leaves_the_old_one_in_force()
    {
        using var site = new Site("exit 0");
        site.Fake.Before = call =>
        {
            if (call == "claims" && !site.Lines.Any(line => line.Contains("old one", StringComparison.Ordinal)))
                site.WritePolicy("site: s\nparallel: 0\ncolour: red\n");
        };
        Assert.Equal(CalculationState.Succeeded, (await site.ServeToEndAsync()).State);
        Assert.Equal(
            ["colour", "commands", "parallel"],
            ((string[])["colour", "commands", "parallel"]).Where(key => site.Lines.Any(line => line.Contains($"{key}:", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_policy_that_offers_less_counts_at_once()
    {
        using var site = new Site("exit 0");
        site.Fake.After = call =>
        {
            if (call == "claims")
                site.WritePolicy(site.PolicyText.Replace("  work:", "  other:", StringComparison.Ordinal));
        };
        Assert.Equal(CalculationState.Refused, (await site.ServeToEndAsync()).State);
    }

    [Fact]
    public void Two_agents_do_not_share_records()
    {
        var folder = Directory.CreateTempSubdirectory("dejima-test-").FullName;
        using (Local.Records.Open(folder))
            Assert.Throws<Client.Connections.SetupException>(() => Local.Records.Open(folder));
        Local.Records.Open(folder).Dispose();
        PrivateFolder.Remove(folder);
    }
}
