using System.Collections.Concurrent;
using Dejima.Broker.Storage;
using Dejima.Contracts.Calculations;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Housekeeping;

/// <summary>
/// Which sites have an agent that is in touch, and since when. Kept in memory; when one was last there is written down
/// now and then, for the operator and for the time after a restart.
/// </summary>
internal sealed partial class SiteActivity(
    IDbContextFactory<BrokerContext> databases, CommitQueue queue, TimeProvider time, ILogger<SiteActivity> logger) : IHostedService
{
    private static readonly TimeSpan WrittenDown = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, SiteVisits> _sites = new();

    /// <summary>Longest age of what is written down while an agent is there: the time between two writings, and a long poll.</summary>
    public static TimeSpan Stale { get; } = WrittenDown + TimeSpan.FromSeconds(65);

    /// <summary>When an agent was last in touch; null if none ever was.</summary>
    public DateTimeOffset? SeenAt(string site) => _sites.TryGetValue(site, out var visits) ? visits.SeenAt : null;

    /// <summary>Whether an agent is there, and since when it is or is not.</summary>
    public (AgentPresence Agent, DateTimeOffset? Since) Of(string site) =>
        _sites.TryGetValue(site, out var visits) ? visits.At(time.GetUtcNow()) : (AgentPresence.Absent, null);

    /// <summary>An agent calls, and is there until the result is disposed of.</summary>
    /// <param name="site">Its site.</param>
    /// <param name="version">The version it says it has; null when it does not say.</param>
    /// <param name="aborted">Whether it broke off is seen by this.</param>
    public IDisposable Enter(string site, string? version, CancellationToken aborted)
    {
        var visits = _sites.GetOrAdd(site, _ => new SiteVisits());
        visits.Enter(time.GetUtcNow(), version);
        WriteIfDue(site, visits, WrittenDown);
        return new Visit(() =>
        {
            var left = visits.Leave(time.GetUtcNow(), aborted.IsCancellationRequested);
            WriteIfDue(site, visits, left ? TimeSpan.Zero : WrittenDown);
        });
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await foreach (var row in database.Sites.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            _sites[row.Name] = new SiteVisits(row.SeenAt, row.AgentVersion);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void WriteIfDue(string site, SiteVisits visits, TimeSpan age)
    {
        if (visits.TakeForWriting(age) is not { } seen)
            return;
        queue.Run((ledger, cancellation) => Write(ledger.Database, site, seen.Version, seen.At, cancellation)).ContinueWith(
            failed => LogNotWritten(failed.Exception!.InnerException!, site),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    private static async Task<bool> Write(
        BrokerContext database, string site, string agentVersion, DateTimeOffset seen, CancellationToken cancellation)
    {
        if (await database.Sites.FirstOrDefaultAsync(row => row.Name == site, cancellation) is { } known)
            (known.SeenAt, known.AgentVersion) = (seen, agentVersion);
        else
            database.Sites.Add(new SiteRow { Name = site, SeenAt = seen, AgentVersion = agentVersion });
        await database.SaveChangesAsync(cancellation);
        database.ChangeTracker.Clear();
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "That an agent of {Site} was seen could not be written down")]
    private partial void LogNotWritten(Exception failure, string site);

    private sealed class Visit(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
