using Dejima.Client;
using Dejima.Client.Calls;
using Dejima.Client.Handout;
using Dejima.Testing;

namespace Dejima.Bench;

/// <summary>One large input and one large output: each of the four ways, against the bare endpoint; peak memory of all three.</summary>
internal static class LargeTransfer
{
    private static readonly Work HandBack = new() { Site = Deployment.Site, Command = "hand-back", Outputs = ["out.bin"] };

    public static async Task MeasureAsync(Deployment here, long size, int rounds)
    {
        var input = here.Folder["in.bin"];
        await WriteRandomAsync(input, size);
        using var bare = await BareTransfer.StartAsync(here);
        var (sends, fetches, ways) = (new List<double>(), new List<double>(), new List<double[]>());
        for (var round = 0; round < rounds; round++)
        {
            sends.Add(await bare.SendAsync(input));
            fetches.Add(await bare.FetchAsync(here.Folder["bare-fetched.bin"]));
            ways.Add(await OnceAsync(here, input));
        }

        var (send, fetch) = (Figures.Median(sends), Figures.Median(fetches));
        double Way(int at) => Figures.Median(ways.Select(way => way[at]));
        Report.Begin($"{size >> 20} MiB input and output, MiB/s (median of {rounds}); bare endpoint: in {Report.Speed(size, send)}, out {Report.Speed(size, fetch)}");
        Report.Way("digest of the input, before it is sent", size, Way(0), null);
        Report.Way("host -> broker", size, Way(1), send);
        Report.Way("broker -> agent", size, Way(2), fetch);
        Report.Way("agent -> broker (with the output's digest)", size, Way(3), send);
        Report.Way("broker -> host", size, Way(4), fetch);
        Report.Way("input, host to agent", size, Way(0) + Way(1) + Way(2), send + fetch);
        Report.Way("output, agent to host", size, Way(3) + Way(4), send + fetch);
        Report.Ratio(75);

        using var run = here.Start("run", "-q", "-s", Deployment.Site, "-c", "hand-back", "-i", "in.bin", "-o", "out.bin", "--into", "whole");
        var peak = await PeakMemory.WatchAsync(run.Pid, () => run.HasExited);
        var ran = await run.EndAsync();
        if (ran.ExitCode != 0)
            throw new InvalidOperationException(ran.ToString());
        Report.Memory("broker", PeakMemory.Of(here.Broker.Pid) ?? 0, 150);
        Report.Memory("agent", PeakMemory.Of(here.Agent.Pid) ?? 0, 80);
        Report.Memory("dejima run", peak, 80);
    }

    // Seconds: digest, sending, broker to agent, agent to broker, fetching.
    private static async Task<double[]> OnceAsync(Deployment here, string input)
    {
        var client = new HostClient(BrokerHttp.Open(StartDelay.Address(here), TimeSpan.FromSeconds(10), TimeProvider.System));
        using var http = client.Http;
        var observer = new SilentObserver();
        var id = Guid.CreateVersion7();
        await new Submission(client, observer).SubmitAsync(
            id, HandBack with { Inputs = [new InputFile(input, "in.bin")] }, CancellationToken.None);
        var ended = await new Following(client, observer).ToEndAsync(id, CancellationToken.None);
        if (ended.Reason is not null)
            throw new InvalidOperationException(ended.Reason.Message);
        await new Collection(client, observer).FetchAsync(ended, here.Folder["large"], CancellationToken.None);
        await client.CollectAsync(id, CancellationToken.None);
        return
        [
            observer.Seconds[TransferKind.Reading],
            observer.Seconds[TransferKind.Sending],
            (ended.StartedAt!.Value - ended.ReleasedAt!.Value).TotalSeconds,
            (ended.EndedAt!.Value - ended.StartedAt.Value).TotalSeconds,
            observer.Seconds[TransferKind.Fetching],
        ];
    }

    public static async Task WriteRandomAsync(string path, long size)
    {
        var block = new byte[1 << 20];
        await using var file = File.Create(path);
        for (long written = 0; written < size; written += block.Length)
        {
            Random.Shared.NextBytes(block);
            await file.WriteAsync(block);
        }
    }
}
