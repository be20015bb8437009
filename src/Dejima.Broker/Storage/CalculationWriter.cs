using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Storage;

/// <summary>
/// Writes rows of calculations by statements that are prepared once: with every state a row is written, and this is what
/// the one writer does most. Columns and their conversions are those of the model, whatever the database product.
/// </summary>
/// <param name="database">Whose connection is used; it is open, and in a transaction whenever something is written.</param>
internal sealed class CalculationWriter(BrokerContext database) : IDisposable
{
    private const string Key = nameof(CalculationRow.Id), Guard = nameof(CalculationRow.Revision);

    // These never change, and so neither do the indexes over them.
    private static readonly string[] Fixed =
    [
        Key, nameof(CalculationRow.User), nameof(CalculationRow.Site), nameof(CalculationRow.Command),
        nameof(CalculationRow.RegisteredAt), nameof(CalculationRow.Fingerprint),
    ];

    private RowStatement? _insert, _update;

    /// <summary>Adds a row.</summary>
    /// <exception cref="DbException">It could not be written.</exception>
    public Task Insert(CalculationRow row, CancellationToken cancellation)
    {
        _insert ??= RowStatement.Of<CalculationRow>(database, _ => true, (table, names) =>
            $"INSERT INTO {table} ({string.Join(", ", names.Select(Quoted))}) VALUES ({string.Join(", ", names.Select(name => "@" + name))})");
        return _insert.Run(row, null, cancellation);
    }

    /// <summary>Changes a row that still has this revision.</summary>
    /// <exception cref="DbUpdateConcurrencyException">It has another by now.</exception>
    /// <exception cref="DbException">It could not be written.</exception>
    public async Task Update(CalculationRow row, long revision, CancellationToken cancellation)
    {
        _update ??= RowStatement.Of<CalculationRow>(database, name => name is Key || !Fixed.Contains(name), (table, names) =>
            $"UPDATE {table} SET {string.Join(", ", names.Where(name => name is not Key).Select(name => $"{Quoted(name)} = @{name}"))} WHERE {Quoted(Key)} = @{Key} AND {Quoted(Guard)} = @before",
            guard: Guard);
        if (await _update.Run(row, revision, cancellation) != 1)
            throw new DbUpdateConcurrencyException($"Calculation {row.Id} is no longer at revision {revision}.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _insert?.Dispose();
        _update?.Dispose();
    }

    private static string Quoted(string name) => $"\"{name}\"";
}
