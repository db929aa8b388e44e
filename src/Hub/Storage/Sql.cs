using System.Data.Common;
using System.Globalization;

namespace CareConnect.Hub.Storage;

/// <summary>Prepared commands over one open connection. Not thread-safe. Parameters are written ?1, ?2, … .</summary>
/// <remarks>Values may be long, int, bool, string, <see cref="Guid"/>, byte[] or null. How a text is one for both stores: <see cref="Dialect"/>.</remarks>
public class Sql
{
    private readonly DbConnection connection;
    private readonly Dictionary<string, Statement> prepared = [];
    private readonly Recollection recollection = new();

    internal Sql(DbConnection connection)
    {
        this.connection = connection;
        Dialect = Dialect.Of(connection);
    }

    private protected Dialect Dialect { get; }

    /// <summary>Whether what failed took the transaction, or the connection, with it.</summary>
    internal bool IsLost => Dialect.IsLost(connection);

    /// <summary>Runs a statement and answers with how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        Statement statement = Prepared(sql, values.Length);
        if (statement.IsWatched)
            recollection.Forget();
        return Bound(statement, values).ExecuteNonQuery();
    }

    /// <summary>
    /// The answer to a question about people, teams, members of circles, cards, sessions or rules: asked once, and remembered
    /// until one of these changed, whoever changed it (<see cref="Revision"/>).
    /// </summary>
    /// <param name="question">What is asked, the same for all it is asked about.</param>
    /// <param name="about">Whom or what it is asked about.</param>
    /// <param name="ask">Asks the database. It reads watched tables only, and its answer depends on no clock.</param>
    public T Recall<T>(string question, string about, Func<Sql, T> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        if (!recollection.IsCurrent)
            recollection.Begin(Number(Revision.Read) ?? throw new InvalidOperationException("The database has no revision."));
        if (recollection.TryFind(question, about, out object? known))
            return (T)known!;
        T answer = ask(this);
        // What is not there may come without a change of what is watched.
        if (answer is not null)
            recollection.Keep(question, about, answer);
        return answer;
    }

    /// <summary>What comes next may see another state of the database.</summary>
    internal void LookAgain() => recollection.LookAgain();

    /// <summary>What was seen was taken back: the same number may come to mean something else.</summary>
    internal void Forget() => recollection.Forget();

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

    private DbCommand Bind(string sql, ReadOnlySpan<object?> values) => Bound(Prepared(sql, values.Length), values);

    private Statement Prepared(string sql, int parameters)
    {
        if (!prepared.TryGetValue(sql, out Statement? statement))
            prepared.Add(sql, statement = new Statement(Dialect.Command(connection, sql, parameters), Revision.IsWatched(sql)));
        return statement;
    }

    private DbCommand Bound(Statement statement, ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++)
            statement.Command.Parameters[i].Value = values[i] is { } value ? Dialect.Value(value) : DBNull.Value;
        return statement.Command;
    }

    private sealed record Statement(DbCommand Command, bool IsWatched);
}
