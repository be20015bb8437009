using Dejima.Contracts.Calculations;
using Dejima.Testing;

namespace Dejima.FaultInjection.Trials;

/// <summary>What must hold once a trial is over.</summary>
internal static class Aftermath
{
    /// <summary>It ended well: once, and with the right bytes.</summary>
    public static async Task ShouldHaveSucceededAsync(this Trial trial, Ran ran)
    {
        Assert.True(ran.ExitCode == 0, trial.ToText());
        Assert.True(Work.Fault(trial.Inputs, trial.Results) is null, $"{Work.Fault(trial.Inputs, trial.Results)}\n{trial.ToText()}");
        Assert.True(trial.Plant.Starts(trial.Id) == 1, $"{trial.Plant.Starts(trial.Id)} starts\n{trial.ToText()}");
        await trial.ShouldBeOverAsync(CalculationState.Succeeded);
    }

    /// <summary>It ended otherwise, with a reason.</summary>
    public static async Task ShouldHaveFailedAsync(this Trial trial, Ran ran, CalculationState outcome, string reason)
    {
        Assert.True(ran.ExitCode != 0, trial.ToText());
        Assert.Contains(reason, ran.Error, StringComparison.Ordinal);
        Assert.InRange(trial.Plant.Starts(trial.Id), 0, 1);
        await trial.ShouldBeOverAsync(outcome);
    }

    /// <summary>Its <c>dejima run</c> was killed before the release, and what it had sent was taken back.</summary>
    public static async Task ShouldNeverHaveBegunAsync(this Trial trial, Ran ran)
    {
        Assert.True(ran.ExitCode == 66 && ran.Error.Contains("never released", StringComparison.Ordinal), trial.ToText());
        Assert.True(trial.Plant.Starts(trial.Id) == 0, trial.ToText());
        await trial.ShouldBeOverAsync(CalculationState.Cancelled);
    }

    /// <summary>No payload, workspace or record is left of any calculation, and no supervisor of one.</summary>
    public static async Task ShouldBeEmptyAsync(this Plant plant)
    {
        var here = plant.Here.Folder;
        string[] folders =
        [
            here["broker-data/payload"], plant.Here.Workspaces,
            .. plant.Agents.Select(agent => Path.Combine(agent.State, "dejima", "sites", Deployment.Site)),
        ];
        await Eventually.TrueAsync(() => folders.All(folder => !Directory.EnumerateDirectories(folder).Any()), "all folders are empty");
        await Eventually.TrueAsync(
            () => Processes.WithVariable(here.Path).Select(Processes.CommandLine).Count(line => line.Contains(" supervise ", StringComparison.Ordinal))
                <= plant.Agents.Count,
            "no supervisor is left but those that wait for work");
    }

    /// <summary>Nothing is left of it, at the broker, at the site or at the host.</summary>
    public static async Task ShouldBeOverAsync(this Trial trial, CalculationState outcome)
    {
        var status = await trial.Plant.StatusAsync(trial.Id);
        Assert.True(status.State == CalculationState.Collected && status.Outcome == outcome, $"{status}\n{trial.ToText()}");
        try
        {
            await Eventually.TrueAsync(() => !Left(trial).Any(), "nothing is left");
        }
        catch (TimeoutException)
        {
            Assert.Fail($"left: {string.Join(", ", Left(trial))}\n{trial.ToText()}");
        }
    }

    private static IEnumerable<string> Left(Trial trial)
    {
        var here = trial.Plant.Here.Folder;
        var id = trial.Id.ToString("D");
        string[] places =
        [
            here[$"broker-data/payload/{trial.Id:N}"],
            Path.Combine(trial.Plant.Here.Workspaces, id),
            .. trial.Plant.Agents.Select(agent => Path.Combine(agent.State, "dejima", "sites", Deployment.Site, id)),
        ];
        var notes = Directory.Exists(trial.HostState)
            ? Directory.EnumerateFiles(trial.HostState, "*", SearchOption.AllDirectories)
            : [];
        return places.Where(Path.Exists).Concat(notes)
            .Concat(Processes.WithVariable($"DEJIMA_CALCULATION={id}").Select(process => $"process {process} {Processes.CommandLine(process)}"));
    }

    public static string ToText(this Trial trial) =>
        $"{trial.Story}\n--- agents\n{string.Join("\n---\n", trial.Plant.Agents.Select(agent => agent.LogSoFar))}\n--- broker\n{trial.Plant.Here.Broker.Error}";
}
