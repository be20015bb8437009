using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Storage;

/// <summary>The connection of the one writer, which stays open from one transaction to the next.</summary>
internal sealed class WriterConnection : IAsyncDisposable
{
    private WriterConnection(BrokerContext database) => (Database, Calculations) = (database, new CalculationWriter(database));

    /// <summary>For queries, and for rows of all kinds but one.</summary>
    public BrokerContext Database { get; }

    /// <summary>For rows of calculations.</summary>
    public CalculationWriter Calculations { get; }

    /// <summary>Opens one.</summary>
    public static async Task<WriterConnection> Open(IDbContextFactory<BrokerContext> databases)
    {
        var database = await databases.CreateDbContextAsync();
        try
        {
            database.Database.AutoSavepointsEnabled = false;
            await database.Database.OpenConnectionAsync();
            return new WriterConnection(database);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Calculations.Dispose();
        await Database.DisposeAsync();
    }
}
