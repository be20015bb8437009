using Dejima.Contracts.Calculations;
using Dejima.Execution.Workspaces;

namespace Dejima.Agent.Tests;

/// <summary>A calculation from the claim to its end, and the policy that it is under.</summary>
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
