using System.Globalization;
using Dejima.Client;
using Dejima.Client.Calls;
using Dejima.Client.Connections;
using Dejima.Client.Handout;
using Dejima.Testing;

namespace Dejima.Bench;

/// <summary>From the broker's acceptance of the release to the start of the command at an idle agent.</summary>
internal static class StartDelay
{
    public static async Task MeasureAsync(Deployment here, int rounds)
    {
        var times = await TimesAsync(here, rounds);
        Report.Times("Release accepted -> command started (idle agent)", times, 15, "polling in the field: up to 30,000 ms");
        Report.Tail("tail", times, 60);
    }

    /// <summary>Milliseconds of each round.</summary>
    public static async Task<List<double>> TimesAsync(Deployment here, int rounds)
    {
        var client = new HostClient(BrokerHttp.Open(Address(here), TimeSpan.FromSeconds(10), TimeProvider.System));
        using var http = client.Http;
        var times = new List<double>();
        for (var round = -2; round < rounds; round++)
        {
            var observer = new SilentObserver();
            var id = Guid.CreateVersion7();
            await new Submission(client, observer).SubmitAsync(
                id, new Work { Site = Deployment.Site, Command = "stamp", Outputs = ["stamp.txt"] }, CancellationToken.None);
            var ended = await new Following(client, observer).ToEndAsync(id, CancellationToken.None);
            await new Collection(client, observer).FetchAsync(ended, here.Folder["stamp"], CancellationToken.None);
            await client.CollectAsync(id, CancellationToken.None);
            var started = long.Parse(await File.ReadAllTextAsync(here.Folder["stamp/stamp.txt"]), CultureInfo.InvariantCulture) / 1e6;
            var released = (ended.ReleasedAt!.Value - DateTimeOffset.UnixEpoch).TotalMilliseconds;
            if (round >= 0)
                times.Add(started - released);
        }

        return times;
    }

    public static BrokerAddress Address(Deployment here) => new()
    {
        Url = BrokerAddress.ParseUrl(here.Url)!, TokenFile = here.TokenFile("alice"), CaFile = here.CaFile,
    };
}
