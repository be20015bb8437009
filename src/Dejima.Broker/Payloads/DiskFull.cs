using Microsoft.Data.Sqlite;

namespace Dejima.Broker.Payloads;

/// <summary>Knows a full disk when it sees one.</summary>
internal static class DiskFull
{
    private const int NoSpaceUnix = 28;
    private const int QuotaUnix = 122;
    private const int DiskFullWindows = unchecked((int)0x80070070);
    private const int SqliteFull = 13;

    /// <summary>Whether the failure, or what caused it, is a full disk or quota.</summary>
    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        SqliteException { SqliteErrorCode: SqliteFull } => true,
        IOException { HResult: NoSpaceUnix or QuotaUnix or DiskFullWindows } => true,
        _ => Is(failure.InnerException),
    };
}
