using Dejima.Platform;
using Microsoft.Data.Sqlite;

namespace Dejima.Broker.Payloads;

/// <summary>Knows a full disk when it sees one.</summary>
internal static class DiskFull
{
    private const int SqliteFull = 13;

    /// <summary>Whether the failure, or what caused it, is a full disk or quota.</summary>
    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        SqliteException { SqliteErrorCode: SqliteFull } => true,
        IOException full when FullDisk.IsWhy(full) => true,
        _ => Is(failure.InnerException),
    };
}
