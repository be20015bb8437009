using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Dejima.Broker.Storage;

/// <summary>Opens the database: SQLite, one file below the data folder.</summary>
internal static class BrokerDatabase
{
    /// <summary>How to reach the database of this data folder.</summary>
    public static void Use(DbContextOptionsBuilder options, string dataFolder) => options
        .UseSqlite(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(dataFolder, "broker.db"),
            DefaultTimeout = 30,
        }.ToString())
        .AddInterceptors(new DurableConnections());

    /// <summary>A context for a short-lived program, with the schema brought up to date.</summary>
    public static async Task<BrokerContext> Open(string dataFolder, CancellationToken cancellation)
    {
        DataFolder.Make(dataFolder);
        var options = new DbContextOptionsBuilder<BrokerContext>();
        Use(options, dataFolder);
        var context = new BrokerContext(options.Options);
        await Prepare(context, cancellation);
        return context;
    }

    /// <summary>Creates the schema or brings it up to date.</summary>
    public static async Task Prepare(BrokerContext context, CancellationToken cancellation)
    {
        await context.Database.MigrateAsync(cancellation);
        // Readers and the one writer do not wait for one another.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation);
    }

    /// <summary>For <c>dotnet ef migrations add</c> only.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<BrokerContext>
    {
        /// <inheritdoc/>
        public BrokerContext CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<BrokerContext>();
            Use(options, Path.GetTempPath());
            return new BrokerContext(options.Options);
        }
    }
}
