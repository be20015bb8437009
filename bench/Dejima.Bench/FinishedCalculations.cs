using System.Globalization;
using Dejima.Testing;
using Microsoft.Data.Sqlite;

namespace Dejima.Bench;

/// <summary>Fills a broker's database with calculations that were collected, each a copy of one that really was.</summary>
internal static class FinishedCalculations
{
    private const string Ticks = "RegisteredAt";

    /// <summary>Multiplies the row of the last one that was collected, while the broker is stopped.</summary>
    public static async Task AddAsync(Deployment here, int count)
    {
        here.Broker.Terminate();
        await here.Broker.EndAsync();
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(here.BrokerData, "broker.db")};Pooling=False"))
        {
            await database.OpenAsync();
            await using var transaction = database.BeginTransaction();
            var columns = new List<string>();
            await using (var named = Command(database, "SELECT name FROM pragma_table_info('calculations')"))
            await using (var names = await named.ExecuteReaderAsync())
            {
                while (await names.ReadAsync())
                    columns.Add(names.GetString(0));
            }

            // A second apart, as far back as that goes.
            var values = columns.Select(name => name switch { "Id" => "@id", Ticks or "ReleasedAt" => $"\"{name}\" - @ago", _ => $"\"{name}\"" });
            await using var copy = Command(
                database,
                $"INSERT INTO calculations ({string.Join(", ", columns.Select(name => $"\"{name}\""))}) SELECT {string.Join(", ", values)} FROM calculations WHERE \"State\" = 'Collected' ORDER BY \"{Ticks}\" DESC LIMIT 1");
            var (id, ago) = (copy.Parameters.Add("@id", SqliteType.Text), copy.Parameters.Add("@ago", SqliteType.Integer));
            for (var made = 1; made <= count; made++)
            {
                id.Value = Guid.CreateVersion7(DateTimeOffset.UtcNow.AddSeconds(-made)).ToString("D", CultureInfo.InvariantCulture).ToUpperInvariant();
                ago.Value = TimeSpan.FromSeconds(made).Ticks;
                if (await copy.ExecuteNonQueryAsync() != 1)
                    throw new InvalidOperationException("there is no collected calculation to copy");
            }

            await transaction.CommitAsync();
        }

        await here.StartBrokerAsync();
    }

    private static SqliteCommand Command(SqliteConnection database, string text)
    {
        var command = database.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
