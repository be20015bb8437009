using System.Collections.Concurrent;
using Dejima.Broker.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Access;

/// <summary>
/// Looks up tokens. What was found holds for a second, so that a burst of calls costs one query and a revoked token
/// is out within that second.
/// </summary>
internal sealed partial class TokenDirectory(
    IDbContextFactory<BrokerContext> databases, CommitQueue queue, TimeProvider time, ILogger<TokenDirectory> logger)
{
    private const int MostKept = 10_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UseRecorded = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Known> _known = new();

    /// <summary>Whose token it is; null when it is unknown, revoked or expired.</summary>
    public async ValueTask<Caller?> Find(string token, CancellationToken cancellation)
    {
        var hash = TokenText.Hash(token);
        var now = time.GetUtcNow();
        if (!_known.TryGetValue(hash, out var known) || now - known.ReadAt >= Fresh)
        {
            known = await Read(hash, now, cancellation);
            if (known is null)
                return null;
        }

        if (known.Row.RevokedAt is not null || known.Row.ExpiresAt <= now)
            return null;
        RecordUse(known.Row, now);
        return known.Caller;
    }

    private async Task<Known?> Read(string hash, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await database.Tokens.AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash, cancellation);
        if (_known.Count > MostKept)
            _known.Clear();
        if (row is null)
        {
            _known.TryRemove(hash, out _);
            return null;
        }

        return _known[hash] = new Known(row, new Caller(row.User, [.. row.Scopes.Split(' ')]), now);
    }

    private void RecordUse(TokenRow row, DateTimeOffset now)
    {
        if (row.LastUsedAt is { } last && now - last < UseRecorded)
            return;
        row.LastUsedAt = now;
        var recorded = queue.Run((ledger, cancellation) => ledger.Database.Tokens
            .Where(token => token.Id == row.Id)
            .ExecuteUpdateAsync(token => token.SetProperty(value => value.LastUsedAt, now), cancellation));
        // Nobody's call has to wait for this, or fail with it.
        recorded.ContinueWith(
            failed => LogNotRecorded(failed.Exception!.InnerException!, row.Id),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The use of token {Token} was not recorded")]
    private partial void LogNotRecorded(Exception failure, string token);

    private sealed record Known(TokenRow Row, Caller Caller, DateTimeOffset ReadAt);
}
