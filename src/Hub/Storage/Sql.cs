using System.Data.Common;
using System.Globalization;

namespace CareConnect.Hub.Storage;

/// <summary>Prepared commands over one open connection. Not thread-safe. Parameters are written ?1, ?2, … .</summary>
/// <remarks>Values may be long, int, bool, string, <see cref="Guid"/>, byte[] or null. How a text is one for both stores: <see cref="Dialect"/>.</remarks>
public class Sql
{
    private readonly DbConnection connection;
    private readonly Dictionary<string, DbCommand> prepared = [];

    internal Sql(DbConnection connection)
    {
        this.connection = connection;
        Dialect = Dialect.Of(connection);
    }

    private protected Dialect Dialect { get; }

    /// <summary>Whether what failed took the transaction, or the connection, with it.</summary>
    internal bool IsLost => Dialect.IsLost(connection);

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
    public T? First<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using DbDataReader reader = Bind(sql, values).ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    public List<T> List<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using DbDataReader reader = Bind(sql, values).ExecuteReader();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    /// <summary>Rows up to and including the first for which <paramref name="more"/> is false.</summary>
    public List<T> ListWhile<T>(string sql, Func<DbDataReader, T> map, Func<T, bool> more, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using DbDataReader reader = Bind(sql, values).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(map(reader));
            if (!more(rows[^1]))
                break;
        }

        return rows;
    }

    /// <summary>Begins a transaction whose statements all see one state of the database.</summary>
    internal void BeginSnapshot() => Execute(Dialect.BeginSnapshot);

    internal void Commit() => Execute("COMMIT");

    private DbCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!prepared.TryGetValue(sql, out DbCommand? command))
            prepared.Add(sql, command = Dialect.Command(connection, sql, values.Length));
        for (int i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] is { } value ? Dialect.Value(value) : DBNull.Value;
        return command;
    }
}
