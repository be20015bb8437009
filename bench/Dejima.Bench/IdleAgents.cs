using System.Diagnostics;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Leases;
using Dejima.Testing;

namespace Dejima.Bench;

/// <summary>
/// Thousands of agents of one site that wait for work, each on a connection of its own: what the broker needs for them,
/// and how long it takes until one of them starts work that is released.
/// </summary>
internal static class IdleAgents
{
    private const int WaitSeconds = 55;
    private static readonly CalculationRequest Request = new() { Site = Deployment.Site, Command = "nothing" };

    /// <summary>Measures.</summary>
    /// <returns>The 99th percentile of release accepted to start accepted, ms.</returns>
    public static async Task<double> MeasureAsync(Deployment here, int agents, int rounds)
    {
        using var host = new ApiParty(here, "alice");
        using var site = new ApiParty(here, "keeper");
        using var over = new CancellationTokenSource();
        var started = new Dictionary<Guid, TaskCompletionSource<DateTimeOffset>>();
        var waiting = 0;
        // Connections are made a few at a time, as agents do who start at different moments.
        using var door = new SemaphoreSlim(32);
        var serving = Enumerable.Range(0, agents).Select(_ => Task.Run(() => ServeAsync())).ToList();
        await Eventually.TrueAsync(() => Volatile.Read(ref waiting) >= agents || serving.Any(agent => agent.IsFaulted), "all agents wait");
        await Task.WhenAll(serving.Where(agent => agent.IsFaulted));

        var (processor, watch) = (ApiLoad.Processor(here.Broker.Pid), Stopwatch.StartNew());
        await Task.Delay(TimeSpan.FromSeconds(WaitSeconds + 5));
        var share = (ApiLoad.Processor(here.Broker.Pid) - processor) / watch.Elapsed.TotalMilliseconds * 100;

        var times = new List<double>();
        for (var round = -20; round < rounds; round++)
        {
            var id = Guid.CreateVersion7();
            var start = new TaskCompletionSource<DateTimeOffset>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (started)
                started[id] = start;
            await host.RegisterAsync(id, Request);
            var released = (await host.ActAsync(id, "release"))!.ReleasedAt!.Value;
            if (round >= 0)
                times.Add((await start.Task - released).TotalMilliseconds);
            else
                await start.Task;
        }

        var memory = PeakMemory.Of(here.Broker.Pid) ?? 0;
        await over.CancelAsync();
        await Task.WhenAll(serving);
        Report.Begin($"{agents:N0} idle agents of one site on long poll");
        Report.Memory("broker", memory, 400);
        Report.Share("broker, while all of them wait", share, 5);
        Report.Tail("Release accepted -> start accepted, one of them", times, 150);
        return Figures.P99(times);

        async Task ServeAsync()
        {
            var self = new ClaimRequest(Guid.NewGuid(), "bench");
            var (first, counted) = (true, false);
            try
            {
                while (true)
                {
                    if (first)
                        await door.WaitAsync(over.Token);
                    var asking = site.ClaimAsync(self, first ? 0 : WaitSeconds, over.Token);
                    if (!first && !counted)
                        Interlocked.Increment(ref waiting);
                    counted = !first;
                    var claim = await asking;
                    if (first)
                        door.Release();
                    first = false;
                    if (claim is null)
                        continue;
                    await site.ActAsync(claim.Calculation, "start", null, claim.Epoch);
                    lock (started)
                        started[claim.Calculation].SetResult(DateTimeOffset.UtcNow);
                    await site.EndAsync(claim, new EndReport { ExitCode = 0 });
                    await site.ActAsync(claim.Calculation, "complete", null, claim.Epoch);
                }
            }
            catch (OperationCanceledException)
            {
                // All has been measured.
            }
        }
    }
}
