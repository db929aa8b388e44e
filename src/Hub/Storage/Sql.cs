using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CareConnect.Hub.Storage;

/// <summary>Prepared commands over one open connection. Not thread-safe. Parameters are written ?1, ?2, … .</summary>
/// <remarks>Values may be long, int, bool, string, <see cref="Guid"/> (stored as upper-case text, as EF does), byte[] or null.</remarks>
public class Sql
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> prepared = [];

    internal Sql(SqliteConnection connection) => this.connection = connection;

    /// <summary>Runs a statement and answers with how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row, or null when there is no row or it is NULL.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) =>
        Bind(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    public long? Number(string sql, params ReadOnlySpan<object?> values) =>
        Scalar(sql, values) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    public string? Text(string sql, params ReadOnlySpan<object?> values) => (string?)Scalar(sql, values);

    public byte[]? Bytes(string sql, params ReadOnlySpan<object?> values) => (byte[]?)Scalar(sql, values);

    public bool Any(string sql, params ReadOnlySpan<object?> values) => Scalar(sql, values) is not null;

    /// <summary>The first row, or default.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using SqliteDataReader reader = Bind(sql, values).ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    public List<T> List<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using SqliteDataReader reader = Bind(sql, values).ExecuteReader();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    /// <summary>Rows up to and including the first for which <paramref name="more"/> is false.</summary>
    public List<T> ListWhile<T>(string sql, Func<SqliteDataReader, T> map, Func<T, bool> more, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using SqliteDataReader reader = Bind(sql, values).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(map(reader));
            if (!more(rows[^1]))
                break;
        }

        return rows;
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!prepared.TryGetValue(sql, out SqliteCommand? command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this program; values are parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (int i = 1; i <= values.Length; i++)
                command.Parameters.Add(new SqliteParameter($"?{i}", null));
            prepared.Add(sql, command);
        }

        for (int i = 0; i < values.Length; i++)
        {
            object? value = values[i] switch
            {
                null => DBNull.Value,
                Guid id => id.ToString().ToUpperInvariant(),
                object other => other,
            };
            command.Parameters[i].Value = value;
        }

        return command;
    }
}
