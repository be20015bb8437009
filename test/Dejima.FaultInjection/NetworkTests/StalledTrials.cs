using Dejima.FaultInjection.Trials;
using Dejima.Testing;

namespace Dejima.FaultInjection.NetworkTests;

/// <summary>
/// All trials with stalls, side by side: each has to wait until a limit of a minute or so runs out, and does nothing
/// meanwhile. A stalled claim holds up its agent, so those have a plant of their own.
/// </summary>
public sealed class StalledTrials : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _parts = [];
    private readonly Dictionary<(Connections, Step), Task<(Trial Trial, Ran Ran)>> _trials = [];

    public async ValueTask InitializeAsync()
    {
        var (many, alone) = (await Plant.StartAsync(parallel: 64), await Plant.StartAsync());
        _parts.AddRange([many, alone]);
        foreach (var which in Enum.GetValues<Connections>())
        {
            foreach (var step in Cuts.Steps(which))
            {
                var trial = new Trial(
                    which == Connections.Agent && step == Step.Claimed ? alone : many, Cuts.Of(step, which, TimeSpan.Zero));
                _parts.Insert(0, trial);
                _trials[(which, step)] = RunAsync(trial, _trials.Count);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts)
            await part.DisposeAsync();
    }

    internal Task<(Trial Trial, Ran Ran)> EndedAsync(Connections which, Step at) => _trials[(which, at)];

    private static async Task<(Trial, Ran)> RunAsync(Trial trial, int seed) => (trial, await trial.ToEndAsync(seed));
}
