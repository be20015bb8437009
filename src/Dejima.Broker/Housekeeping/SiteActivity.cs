using System.Collections.Concurrent;
using Dejima.Broker.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Housekeeping;

/// <summary>When agents of each site last asked for work. Written down once a minute, for the operator.</summary>
internal sealed partial class SiteActivity(CommitQueue queue, TimeProvider time, ILogger<SiteActivity> logger)
{
    private static readonly TimeSpan WrittenDown = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _seen = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _written = new();

    /// <summary>When an agent last asked; null if none did since the broker started.</summary>
    public DateTimeOffset? SeenAt(string site) => _seen.TryGetValue(site, out var at) ? at : null;

    /// <summary>An agent is there right now.</summary>
    public void See(string site, string agentVersion)
    {
        var now = time.GetUtcNow();
        _seen[site] = now;
        if (_written.TryGetValue(site, out var written) && now - written < WrittenDown)
            return;
        _written[site] = now;
        queue.Run((ledger, cancellation) => Write(ledger.Database, site, agentVersion, now, cancellation)).ContinueWith(
            failed => LogNotWritten(failed.Exception!.InnerException!, site),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    private static async Task<bool> Write(
        BrokerContext database, string site, string agentVersion, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await database.Sites.FirstOrDefaultAsync(row => row.Name == site, cancellation) is { } known)
            (known.SeenAt, known.AgentVersion) = (now, agentVersion);
        else
            database.Sites.Add(new SiteRow { Name = site, SeenAt = now, AgentVersion = agentVersion });
        await database.SaveChangesAsync(cancellation);
        database.ChangeTracker.Clear();
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "That an agent of {Site} was seen could not be written down")]
    private partial void LogNotWritten(Exception failure, string site);
}
