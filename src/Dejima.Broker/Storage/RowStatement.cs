using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Dejima.Broker.Storage;

/// <summary>One prepared statement whose parameters are columns of a row, converted as the model says.</summary>
internal sealed class RowStatement : IDisposable
{
    private readonly BrokerContext _database;
    private readonly DbCommand _command;
    private readonly List<(IProperty Column, RelationalTypeMapping Mapping, DbParameter Parameter)> _values = [];
    private readonly DbParameter? _before;

    private RowStatement(BrokerContext database, IEntityType table, IReadOnlyList<IProperty> columns, Func<string, IReadOnlyList<string>, string> text, IProperty? guard)
    {
        (_database, _command) = (database, database.Database.GetDbConnection().CreateCommand());
        _command.CommandText = text($"\"{table.GetTableName()}\"", [.. columns.Select(column => column.GetColumnName())]);
        foreach (var column in columns)
            _values.Add((column, column.GetRelationalTypeMapping(), Add(column, column.GetColumnName())));
        _before = guard is null ? null : Add(guard, "before");
    }

    /// <summary>Makes one.</summary>
    /// <param name="database">Whose open connection it uses.</param>
    /// <param name="columns">Which columns are parameters, each under its own name.</param>
    /// <param name="text">The statement, from the table and the columns' names.</param>
    /// <param name="guard">The column whose earlier value is the parameter <c>before</c>; null for none.</param>
    public static RowStatement Of<T>(
        BrokerContext database, Func<string, bool> columns, Func<string, IReadOnlyList<string>, string> text, string? guard = null)
    {
        var table = database.Model.FindEntityType(typeof(T))!;
        return new RowStatement(
            database, table, [.. table.GetProperties().Where(column => columns(column.Name))], text, guard is null ? null : table.FindProperty(guard));
    }

    /// <summary>Executes it in the transaction that is under way.</summary>
    /// <returns>How many rows it changed.</returns>
    /// <exception cref="DbException">It failed.</exception>
    public async Task<int> Run(object row, object? before, CancellationToken cancellation)
    {
        foreach (var (column, mapping, parameter) in _values)
        {
            var value = column.GetGetter().GetClrValue(row);
            parameter.Value = (value is not null && mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
        }

        _before?.Value = before;
        _command.Transaction = _database.Database.CurrentTransaction!.GetDbTransaction();
        return await _command.ExecuteNonQueryAsync(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();

    // The mapping settles the parameter's type; the value it is made with does not matter.
    private DbParameter Add(IProperty column, string name)
    {
        var parameter = column.GetRelationalTypeMapping().CreateParameter(_command, "@" + name, null, nullable: true);
        _command.Parameters.Add(parameter);
        return parameter;
    }
}
