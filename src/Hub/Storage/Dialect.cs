using System.Data.Common;
using CareConnect.Hub.Storage.Postgres;
using CareConnect.Hub.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CareConnect.Hub.Storage;

/// <summary>
/// What the two stores do not share of what <see cref="Sql"/> sends. Every text is one for both: words that both know, <c>TRUE</c> and
/// <c>FALSE</c>, no <c>rowid</c>; names as they are in the model, never in quotation marks unless they are reserved, and then in lower case.
/// </summary>
internal abstract class Dialect
{
    /// <summary>Begins a transaction in which this process alone, of all that share the database, writes.</summary>
    public abstract string BeginWrite { get; }

    /// <summary>Begins a transaction whose statements all see one state of the database.</summary>
    public abstract string BeginSnapshot { get; }

    public static Dialect Of(DbConnection connection) => connection is SqliteConnection ? SqliteDialect.Instance : PostgresDialect.Instance;

    /// <summary>A command to be run many times, with so many parameters.</summary>
    public abstract DbCommand Command(DbConnection connection, string sql, int parameters);

    public abstract object Value(object value);

    /// <summary>Whether what failed took the whole transaction with it, so that no savepoint of it is there to go back to.</summary>
    public abstract bool IsLost(DbConnection connection);
}
