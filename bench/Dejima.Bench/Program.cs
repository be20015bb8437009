using System.Globalization;
using Dejima.Bench;
using Dejima.Core.Documents;
using Dejima.Testing;

if (args is ["bare", var certificate, var key, var folder, var addressFile])
{
    await BareEndpoint.ServeAsync(certificate, key, folder, addressFile);
    return;
}

var wanted = args.Length == 0 ? ["program", "empty", "start", "transfer", "load", "idle", "cuts", "small", "finished", "ssh", "ssh-transfer", "ssh-reattach"] : args;
var rounds = int.Parse(Environment.GetEnvironmentVariable("DEJIMA_BENCH_ROUNDS") ?? "40", CultureInfo.InvariantCulture);
if (!Measure.TrySize(Environment.GetEnvironmentVariable("DEJIMA_BENCH_SIZE") ?? "1GiB", out var size))
    throw new FormatException(Measure.SizeRule);
Console.WriteLine($"{Environment.ProcessorCount} cores, loopback HTTPS, {DateTimeOffset.Now:yyyy-MM-dd}");
if (wanted.Contains("program"))
    await ProgramStart.MeasureAsync(rounds);
if (wanted.Intersect(["ssh", "ssh-transfer"]).Any())
{
    await using var site = await SshSite.StartAsync();
    if (wanted.Contains("ssh"))
        await SshCalculation.MeasureAsync(site, rounds);
    if (wanted.Contains("ssh-transfer"))
        await SshTransfer.MeasureAsync(site, size, Math.Clamp(rounds / 8, 1, 5));
}

if (wanted.Contains("ssh-reattach"))
    await SshReattach.MeasureAsync();
if (wanted.Contains("load"))
{
    await using var idle = await Deployment.StartAsync(Site.Setup, agent: false);
    await ApiLoad.MeasureAsync(idle, rounds * 100);
}

if (wanted.Contains("idle"))
{
    await using var idle = await Deployment.StartAsync(Site.Setup, agent: false);
    await IdleAgents.MeasureAsync(idle, 5000, rounds * 10);
}

if (wanted.Contains("finished"))
    await ManyFinished.MeasureAsync(100_000, rounds);
if (!wanted.Intersect(["empty", "start", "transfer", "cuts", "small"]).Any())
    return;
await using var here = await Deployment.StartAsync(Site.Setup);
if (wanted.Contains("empty"))
    await EmptyCalculation.MeasureAsync(here, rounds);
if (wanted.Contains("start"))
    await StartDelay.MeasureAsync(here, rounds);
if (wanted.Contains("small"))
    await SmallFiles.MeasureAsync(here);
if (wanted.Contains("cuts"))
    await CutTransfer.MeasureAsync(here, Math.Min(size, 256 << 20));
if (wanted.Contains("transfer"))
    await LargeTransfer.MeasureAsync(here, size, Math.Clamp(rounds / 8, 1, 5));
