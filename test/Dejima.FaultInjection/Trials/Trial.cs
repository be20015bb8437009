using Dejima.FaultInjection.Proxies;
using Dejima.Testing;

namespace Dejima.FaultInjection.Trials;

/// <summary>One calculation from <c>dejima run</c> to its end, with faults at steps of its life.</summary>
internal sealed class Trial : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly IReadOnlyList<Planned> _faults;
    private readonly List<Running> _started = [];
    private readonly List<string> _story = [];
    private readonly TaskCompletionSource<Guid> _id = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Trial(Plant plant, params IReadOnlyList<Planned> faults)
    {
        (Plant, _faults) = (plant, faults);
        HostSide = FaultProxy.OfRequests(
            new Uri(plant.Here.Url), plant.Here.Folder["tls"], passing => JudgeAsync(Side.Host, passing));
    }

    public Plant Plant { get; }

    public FaultProxy HostSide { get; }

    public Guid Id => _id.Task.Result;

    /// <summary><c>dejima run</c>.</summary>
    public Running Run { get; private set; } = null!;

    public string Results => _folder["results"];

    public string Inputs => _folder.Path;

    public string HostState => _folder["host"];

    /// <summary>What happened, for a failure's message.</summary>
    public string Story { get { lock (_started) return string.Concat(_story); } }

    /// <summary>Whether any of these happened.</summary>
    public bool Suffered(params string[] names) =>
        _faults.Any(fault => fault.IsUsed && names.Any(name => fault.Name.StartsWith(name, StringComparison.Ordinal)));

    /// <summary>Runs it until the host has heard of the end, by <c>dejima wait</c> where <c>dejima run</c> was killed.</summary>
    public async Task<Ran> ToEndAsync(int seed = 1)
    {
        Work.WriteInputs(Inputs, seed);
        Run = Start("run", "-s", Deployment.Site, "-c", "work", "-i", "a.dat", "-i", "b.dat", "-o", "joined.dat", "-o", "copy.dat", "--into", "results");
        var ran = await EndAsync(Run);
        Tell($"dejima run: {ran}\n");
        for (var again = 0; ran.ExitCode is 137 or 69 && again < 5 && _id.Task.IsCompleted; again++)
        {
            Run = Start("wait", Id.ToString("D"));
            ran = await EndAsync(Run);
            Tell($"dejima wait: {ran}\n");
        }

        return ran;
    }

    /// <summary>Does what was planned for what passes, and lets the command go on once it was seen running.</summary>
    public async Task<Verdict> JudgeAsync(Side side, Passing passing)
    {
        if (side == Side.Host && passing.Calculation is { } id && _id.TrySetResult(id))
            Plant.Enter(id, this);
        var verdict = Verdict.Pass;
        foreach (var fault in _faults.Where(fault => fault.When(side, passing) && fault.TryUse()))
        {
            Tell($"{DateTime.UtcNow:mm:ss.fff} {fault.Name}: {passing.Method} {passing.Path} {passing.Status}\n");
            verdict = await fault.ActAsync(this, passing);
        }

        if (Steps.Of(side, passing) == Step.Running)
            await File.WriteAllTextAsync(Plant.Here.Folder[$"go/{Id:D}"], string.Empty);
        return verdict;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var started in _started)
            started.Dispose();
        await HostSide.DisposeAsync();
        _folder.Dispose();
    }

    private void Tell(string happened)
    {
        lock (_started)
            _story.Add(happened);
    }

    private async Task<Ran> EndAsync(Running running)
    {
        try
        {
            return await running.EndAsync(TimeSpan.FromMinutes(3));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"it does not end\n{this.ToText()}\n{running.Error}");
        }
    }

    private Running Start(params string[] arguments)
    {
        var environment = Plant.Here.Host();
        environment["DEJIMA_BROKER"] = HostSide.Url;
        environment["XDG_STATE_HOME"] = HostState;
        var running = Running.Start(Programs.Dejima, arguments, environment, Inputs);
        _started.Add(running);
        return running;
    }
}
