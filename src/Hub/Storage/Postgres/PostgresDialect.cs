using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Npgsql;

namespace CareConnect.Hub.Storage.Postgres;

internal sealed partial class PostgresDialect : Dialect
{
    public static readonly PostgresDialect Instance = new();

    /// <summary>
    /// What is proved for one writer holds over nodes, because only who has this lock writes: until the end of its transaction.
    /// The number is "CareConn" in ASCII.
    /// </summary>
    public const string LockClinic = "SELECT pg_advisory_xact_lock(4855287652530744942)";

    // The lock is a statement of its own: at READ COMMITTED the next one sees all that the holder before has committed.
    public override string BeginWrite => "BEGIN ISOLATION LEVEL READ COMMITTED; " + LockClinic;

    public override string BeginSnapshot => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    public override DbCommand Command(DbConnection connection, string sql, int parameters)
    {
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this program; values are parameters.
        command.CommandText = Parameter().Replace(sql, "$$$1");
#pragma warning restore CA2100
        for (int i = 0; i < parameters; i++)
            command.Parameters.Add(new NpgsqlParameter());
        return command;
    }

    public override object Value(object value) => value;

    public override bool IsLost(DbConnection connection) => connection.State != ConnectionState.Open;

    [GeneratedRegex(@"\?(\d+)")]
    private static partial Regex Parameter();
}
