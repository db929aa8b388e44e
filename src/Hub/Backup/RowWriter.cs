using System.Data.Common;
using CareConnect.Hub.Storage;
using Npgsql;
using NpgsqlTypes;

namespace CareConnect.Hub.Backup;

/// <summary>Writes the rows of one table, as fast as the store takes them, within the transaction that is open.</summary>
internal abstract class RowWriter : IDisposable
{
    public static RowWriter Into(DbConnection connection, CopiedTable table) =>
        connection is NpgsqlConnection postgres ? new Copy(postgres, table) : new Inserts(connection, table);

    public abstract void Write(object?[] row);

    /// <summary>After the last row.</summary>
    public abstract void Complete();

    public abstract void Dispose();

    private sealed class Inserts : RowWriter
    {
        private readonly DbCommand command;
        private readonly Dialect dialect;

        public Inserts(DbConnection connection, CopiedTable table)
        {
            dialect = Dialect.Of(connection);
            var values = string.Join(", ", Enumerable.Range(1, table.Columns.Count).Select(number => $"?{number}"));
            command = dialect.Command(connection, $"INSERT INTO {table.QuotedName} ({table.ColumnList}) VALUES ({values})", table.Columns.Count);
        }

        public override void Write(object?[] row)
        {
            for (var at = 0; at < row.Length; at++) command.Parameters[at].Value = row[at] is { } value ? dialect.Value(value) : DBNull.Value;
            command.ExecuteNonQuery();
        }

        public override void Complete()
        {
        }

        public override void Dispose() => command.Dispose();
    }

    private sealed class Copy(NpgsqlConnection connection, CopiedTable table) : RowWriter
    {
        private readonly NpgsqlBinaryImporter import = connection.BeginBinaryImport($"COPY {table.QuotedName} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)");

        public override void Write(object?[] row)
        {
            import.StartRow();
            for (var at = 0; at < row.Length; at++)
            {
                if (row[at] is not { } value) import.WriteNull();
                else if (table.Columns[at].StoreType == "jsonb") import.Write(value, NpgsqlDbType.Jsonb);
                else import.Write(value);
            }
        }

        public override void Complete() => import.Complete();

        public override void Dispose() => import.Dispose();
    }
}
