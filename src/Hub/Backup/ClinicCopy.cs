using System.Data.Common;
using CareConnect.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Backup;

/// <summary>
/// Copies a clinic from one database into another that is empty: all tables of the model, as they are in one moment. What was
/// written is read again and compared before it is committed, so that a copy is whole or not there.
/// </summary>
internal sealed class ClinicCopy(Database source, Database target, IServiceProvider services, ILogger logger)
{
    /// <param name="expected">What the source must hold, if that is known.</param>
    /// <exception cref="CopyException">Says why nothing was copied.</exception>
    public async Task<(Ledger Ledger, ChainReport Chains)> Run(Ledger? expected, CancellationToken cancellation)
    {
        // (1) Both are of this version of the program.
        var from = await Tables(source, cancellation);
        await using var held = await target.LockForUpgrade(cancellation);
        var factory = new ClinicDbFactory(target, services);
        await Upgrade.Apply(target, factory, logger, cancellation);
        await using var targetDb = factory.CreateDbContext();
        var to = CopiedTable.All(targetDb).ToDictionary(table => table.Title);

        await using var reading = Unhurried(source.OpenToRead(), source);
        await using var writing = Unhurried(target.Open(), target);
        var snapshot = new Sql(reading);
        snapshot.BeginSnapshot();
        var transaction = new WriteTransaction(writing);
        transaction.Begin();

        // (2) Nothing of another clinic is there.
        if (to.Values.FirstOrDefault(table => transaction.Any($"SELECT 1 FROM {table.QuotedName} LIMIT 1")) is { } full)
            throw new CopyException($"{target.Name} is not empty: it has rows in {full.Name}. Nothing was changed.");

        // (3) Every row, summed up as it is read.
        var ledger = new Ledger(from.ToDictionary(table => table.Title, table => Rows(reading, table, writing, to[table.Title], cancellation)));
        if (expected?.Differences(ledger) is { Count: > 0 } changed)
            throw new CopyException($"{source.Name} is not what it was when it was made: {string.Join(", ", changed)}. Nothing was copied.");

        // (4) The same again from where it was written.
        var written = Sum(writing, to.Values, cancellation);
        if (ledger.Differences(written) is { Count: > 0 } lost)
            throw new CopyException($"The copy in {target.Name} does not hold the same as {source.Name}: {string.Join(", ", lost)}. Nothing was kept.");
        var chains = ChainCheck.Of(writing);
        if (target.IsShared) Count(transaction, to.Values);
        transaction.Commit();
        snapshot.Commit();
        return (ledger, chains);
    }

    /// <summary>What a database holds, and whether its logs are whole.</summary>
    public static async Task<(Ledger Ledger, ChainReport Chains)> Look(Database database, IServiceProvider services, CancellationToken cancellation)
    {
        var tables = await new ClinicCopy(database, database, services, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance).Tables(database, cancellation);
        await using var reading = Unhurried(database.OpenToRead(), database);
        var snapshot = new Sql(reading);
        snapshot.BeginSnapshot();
        var found = (Sum(reading, tables, cancellation), ChainCheck.Of(reading));
        snapshot.Commit();
        return found;
    }

    private async Task<IReadOnlyList<CopiedTable>> Tables(Database database, CancellationToken cancellation)
    {
        if (!await database.Exists(cancellation)) throw new CopyException($"There is no clinic in {database.Name}.");
        await using var db = new ClinicDbFactory(database, services).CreateDbContext();
        if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
            throw new CopyException($"{database.Name} is of an earlier version, or empty: start this version of the program on it once.");
        return CopiedTable.All(db);
    }

    private static TableSum Rows(DbConnection reading, CopiedTable from, DbConnection writing, CopiedTable to, CancellationToken cancellation)
    {
        using var writer = RowWriter.Into(writing, to);
        var sum = Each(reading, from, writer.Write, cancellation);
        writer.Complete();
        return sum;
    }

    private static Ledger Sum(DbConnection reading, IEnumerable<CopiedTable> tables, CancellationToken cancellation) =>
        new(tables.ToDictionary(table => table.Title, table => Each(reading, table, _ => { }, cancellation)));

    private static TableSum Each(DbConnection reading, CopiedTable table, Action<object?[]> act, CancellationToken cancellation)
    {
        using var digest = new TableDigest();
        using var command = reading.CreateCommand();
#pragma warning disable CA2100 // Names of the model.
        command.CommandText = table.SelectAll;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReader();
        var row = new object?[table.Columns.Count];
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            for (var at = 0; at < row.Length; at++) row[at] = table.Columns[at].Read(reader, at);
            digest.Add(row);
            act(row);
        }

        return digest.Sum();
    }

    /// <summary>The next row that the program adds gets a number above those that came with the copy.</summary>
    private static void Count(Sql sql, IEnumerable<CopiedTable> tables)
    {
        foreach (var table in tables)
        {
            if (table.Key is not [var key] || table.Columns.First(column => column.Name == key).Type is var type && type != typeof(int) && type != typeof(long)) continue;
            if (sql.Text("SELECT pg_get_serial_sequence(?1, ?2)", table.QuotedName, key) is not { } sequence) continue;
            sql.Execute($"SELECT setval(CAST(?1 AS regclass), COALESCE((SELECT MAX(\"{key}\") FROM {table.QuotedName}), 0) + 1, FALSE)", sequence);
        }
    }

    // A copy of a big clinic takes longer than a transaction of a node may.
    private static DbConnection Unhurried(DbConnection connection, Database database)
    {
        if (database.IsShared) new Sql(connection).Execute("SET idle_in_transaction_session_timeout = 0");
        return connection;
    }
}
