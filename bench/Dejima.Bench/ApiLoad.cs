using System.Diagnostics;
using System.Security.Cryptography;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Contracts.Leases;
using Dejima.Testing;

namespace Dejima.Bench;

/// <summary>
/// Whole empty calculations through the API, both sides played by this process on the same cores: 1 KiB in, 1 KiB out, each
/// acknowledged step durable.
/// </summary>
internal static class ApiLoad
{
    private const int Hosts = 48, Agents = 24;

    private static readonly byte[] Kibibyte = RandomNumberGenerator.GetBytes(1024);
    private static readonly DeclaredFile In = new("in.dat", 1024, Convert.ToHexStringLower(SHA256.HashData(Kibibyte)));
    private static readonly DeclaredFile Out = In with { Name = "out.dat" };
    private static readonly CalculationRequest Request = new() { Site = Deployment.Site, Command = "nothing", Inputs = [In], Outputs = [Out.Name] };

    /// <summary>Lets as many calculations as told go through, and prints how many a second those are.</summary>
    public static async Task MeasureAsync(Deployment here, int calculations)
    {
        // The programs are compiled while they run, so the first thousands tell of that.
        await RunAsync(here, calculations);
        var (broker, own) = (Processor(here.Broker.Pid), Processor(Environment.ProcessId));
        var (seconds, times) = await RunAsync(here, calculations);
        Report.Begin($"Whole empty calculations through the API, {Hosts} at once, 1 KiB each way, durable");
        Report.Rate("calculations", calculations / seconds, 300);
        Report.Line($"  one of them: median {Figures.Median(times):0} ms, p99 {Figures.P99(times):0} ms");
        Report.Line($"  processor time of each: broker {(Processor(here.Broker.Pid) - broker) / calculations:0.00} ms, load generator {(Processor(Environment.ProcessId) - own) / calculations:0.00} ms");
    }

    /// <summary>Processor time of a process so far, ms.</summary>
    public static double Processor(int pid)
    {
        using var process = Process.GetProcessById(pid);
        return process.TotalProcessorTime.TotalMilliseconds;
    }

    /// <summary>Runs so many.</summary>
    /// <returns>How long all took in seconds, and each one in milliseconds.</returns>
    public static async Task<(double Seconds, IReadOnlyList<double> Times)> RunAsync(Deployment here, int calculations)
    {
        using var host = new ApiParty(here, "alice");
        using var agent = new ApiParty(here, "keeper");
        using var over = new CancellationTokenSource();
        var serving = Enumerable.Range(0, Agents).Select(_ => ServeAsync(agent, over.Token)).ToList();
        var (left, times, watch) = (calculations, new List<double>(), Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, Hosts).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var begun = Stopwatch.GetTimestamp();
                await HandOutAsync(host);
                lock (times)
                    times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }));
        var seconds = watch.Elapsed.TotalSeconds;
        await over.CancelAsync();
        await Task.WhenAll(serving);
        return (seconds, times);
    }

    private static async Task HandOutAsync(ApiParty host)
    {
        var id = Guid.CreateVersion7();
        await host.RegisterAsync(id, Request);
        await host.UploadAsync(Routes.Inputs(id), In, Kibibyte);
        var status = (await host.ActAsync(id, "release"))!;
        while (!status.State.HasEnded())
            status = (await host.CallAsync(HttpMethod.Get, Routes.CalculationAfter(id, status.Version, 50), type: ContractsJson.Default.CalculationStatus))!;
        if (status.State is not CalculationState.Succeeded || !(await host.DownloadAsync(Routes.Output(id, Out.Name))).AsSpan().SequenceEqual(Kibibyte))
            throw new InvalidOperationException($"{id} ended as {status.State}");
        await host.ActAsync(id, "collect");
    }

    private static async Task ServeAsync(ApiParty agent, CancellationToken over)
    {
        var self = new ClaimRequest(Guid.NewGuid(), "bench");
        while (!over.IsCancellationRequested)
        {
            if (await agent.ClaimAsync(self, 1, CancellationToken.None) is not { } claim)
                continue;
            var (id, epoch) = (claim.Calculation, claim.Epoch);
            await agent.DownloadAsync(Routes.Input(id, In.Name), epoch);
            await agent.ActAsync(id, "start", null, epoch);
            await agent.EndAsync(claim, new EndReport { ExitCode = 0, Outputs = [Out] });
            await agent.UploadAsync(Routes.Outputs(id), Out, Kibibyte, epoch);
            await agent.ActAsync(id, "complete", null, epoch);
        }
    }
}
