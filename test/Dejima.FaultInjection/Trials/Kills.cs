using System.Globalization;
using Dejima.FaultInjection.Proxies;
using Dejima.Testing;

namespace Dejima.FaultInjection.Trials;

/// <summary>kill -9 of each process, and what follows it.</summary>
internal static class Kills
{
    /// <summary>The site's agents; others take over from them.</summary>
    public static Planned Agent(Step at) => new(at, "agent killed", async (trial, _) =>
    {
        foreach (var agent in trial.Plant.Agents)
            await agent.RestartAsync();
        return Verdict.Pass;
    });

    /// <summary>One of the agents.</summary>
    public static Planned Agent(Step at, int number) => new(at, $"agent {number} killed", async (trial, _) =>
    {
        await trial.Plant.Agents[number].RestartAsync();
        return Verdict.Pass;
    });

    public static Planned Broker(Step at) => new(at, "broker killed", async (trial, _) =>
    {
        await trial.Plant.RestartBrokerAsync();
        return Verdict.Pass;
    });

    /// <summary><c>dejima run</c>; the trial goes on with <c>dejima wait</c>.</summary>
    public static Planned Run(Step at) => new(at, "run killed", async (trial, _) =>
    {
        var run = trial.Run;
        run.Kill();
        await Eventually.TrueAsync(() => run.HasExited, "it is dead");
        return Verdict.Pass;
    });

    /// <summary>The supervisor that waits for work.</summary>
    public static Planned WaitingSupervisor(Step at) => new(at, "waiting supervisor killed", async (trial, _) =>
    {
        int? waiting = null;
        await Eventually.TrueAsync(() => (waiting = trial.Plant.Agents[0].WaitingSupervisor) is not null, "a supervisor waits");
        Processes.Kill(waiting!.Value);
        return Verdict.Pass;
    });

    /// <summary>The supervisor of the command.</summary>
    public static Planned Supervisor(Step at) => new(at, "supervisor killed", async (trial, _) =>
    {
        Processes.Kill(await NumberAsync(trial.Plant.Agents.Select(agent => Path.Combine(
            agent.State, "dejima", "sites", Deployment.Site, trial.Id.ToString("D"), "started"))));
        return Verdict.Pass;
    });

    public static Planned Command(Step at) => new(at, "command killed", async (trial, _) =>
    {
        Processes.Kill(await NumberAsync([trial.Plant.Here.Folder[$"pids/{trial.Id:D}"]]));
        return Verdict.Pass;
    });

    private static async Task<int> NumberAsync(IEnumerable<string> places)
    {
        var number = 0;
        await Eventually.TrueAsync(
            () => places.Any(file => File.Exists(file)
                && int.TryParse(File.ReadAllText(file), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number)),
            "the process is noted");
        return number;
    }
}
