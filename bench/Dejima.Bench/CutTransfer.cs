using System.Globalization;
using Dejima.Bench.Relays;
using Dejima.Testing;

namespace Dejima.Bench;

/// <summary>How much more than the file is sent when its transfer is cut five times, each way.</summary>
internal static class CutTransfer
{
    private const int Cuts = 5;

    // What is under way in a connection when it is cut: the most that the system lets one hold.
    private static readonly int Chunk = int.Parse(
        File.ReadAllText("/proc/sys/net/ipv4/tcp_wmem").Split('\t', StringSplitOptions.TrimEntries)[2], CultureInfo.InvariantCulture);

    public static async Task MeasureAsync(Deployment here, long size)
    {
        await LargeTransfer.WriteRandomAsync(here.Folder["in.bin"], size);
        var clean = await RunAsync(here, []);
        var points = Enumerable.Range(1, Cuts).Select(cut => size * cut / (Cuts + 1) + Random.Shared.Next(1 << 20)).ToList();
        var cutUp = await RunAsync(here, points);
        Report.Begin($"{size >> 20} MiB, whole `dejima run`, connection reset {Cuts} times each way; chunk (what a connection may hold): {Chunk >> 10} KiB");
        if (cutUp.Cuts != 2 * Cuts)
            throw new InvalidOperationException($"{cutUp.Cuts} cuts instead of {2 * Cuts}");
        Report.Extra("host -> broker", cutUp.Up - clean.Up, Cuts, Chunk);
        Report.Extra("broker -> host", cutUp.Down - clean.Down, Cuts, Chunk);
    }

    private static async Task<(long Up, long Down, int Cuts)> RunAsync(Deployment here, IReadOnlyList<long> cuts)
    {
        var passage = new Relays.Cuts(cuts, cuts);
        using var relay = new Relay(new Uri(here.Url), passage);
        var environment = here.Host();
        environment["DEJIMA_BROKER"] = relay.Url;
        var ran = await Running.ToEndAsync(
            Programs.Dejima,
            ["run", "-q", "-s", Deployment.Site, "-c", "hand-back", "-i", "in.bin", "-o", "out.bin", "--into", "cut"],
            environment,
            here.Folder.Path);
        if (ran.ExitCode != 0)
            throw new InvalidOperationException(ran.ToString());
        return (passage.Up, passage.Down, passage.Count);
    }
}
