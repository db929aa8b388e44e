using System.Data;
using CareConnect.Crypto.Verification;
using CareConnect.Load.Systems;
using Microsoft.Data.Sqlite;

namespace CareConnect.Load.Founding;

/// <summary>
/// Writes messages straight into a stopped clinic's SQLite file, as posting them would have left them: entries with numbers and
/// chained hashes, and for every four of them a closed item of the queue with its decisions and events, which are copies of real ones. Their signatures are of
/// other messages: the server checks a signature once, before it stores it.
/// </summary>
internal static class Seed
{
    public static async Task Fill(string file, Clinic clinic, int count)
    {
        await using var database = new SqliteConnection($"Data Source={file};Pooling=False");
        await database.OpenAsync();
        Execute(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;");
        var threads = clinic.Founded.Threads;
        for (var thread = 0; thread < threads.Length; thread++)
        {
            await using var transaction = await database.BeginTransactionAsync();
            var its = (count / threads.Length) + (thread < count % threads.Length ? 1 : 0);
            Thread(database, clinic, thread, its);
            await transaction.CommitAsync();
        }

        Execute(database, "PRAGMA wal_checkpoint(TRUNCATE); ANALYZE;");
    }

    private static void Thread(SqliteConnection database, Clinic clinic, int thread, int count)
    {
        var circle = clinic.Founded.Threads[thread];
        var head = Row(database, "SELECT Last, LastHash, Epoch FROM Circles WHERE Id = $1", circle);
        var (last, hash, epoch) = ((long)head[0], new Hash((byte[])head[1]), (long)head[2]);
        using var entry = Command(database, "INSERT INTO Entries (Circle, Number, Epoch, Device, MessageId, Bytes, Hash, At) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", 8);
        var start = TimeProvider.System.GetUtcNow().AddDays(-200).ToUnixTimeMilliseconds();
        for (var sequence = 0; sequence < count; sequence++)
        {
            // As many ids as messages, none of which will be posted again.
            var bytes = clinic.Messages[thread, sequence % clinic.Messages.Supply].ToArray();
            var id = MessageIds.Make(start, thread, 0x4000_0000 + sequence).ToByteArray(bigEndian: true);
            id.CopyTo(bytes, clinic.Messages.IdAt);
            if (!Message.TryDecode(bytes, out var message, out var refusal)) throw new InvalidDataException($"A message for the seed is refused: {refusal}");
            hash = Log.Next(hash, message.Name);
            Run(entry, circle, ++last, epoch, message.Header.Device.ToString(), id, bytes, hash.ToArray(), start + (1000L * sequence));
        }

        using var circles = Command(database, "UPDATE Circles SET Last = $2, LastHash = $3, Messages = Messages + $4, LastMessageAt = $5 WHERE Id = $1", 5);
        Run(circles, circle, last, hash.ToArray(), (long)count, start + (1000L * count));
        Items(database, circle, start, count / 4);
    }

    // The thread's own item, which its first messages made, with its decisions and events, again and again.
    private static void Items(SqliteConnection database, string circle, long start, int count)
    {
        var model = (string)Row(database, "SELECT Id FROM QueueItems WHERE Circle = $1 ORDER BY Id LIMIT 1", circle)[0];
        using var item = Again(database, "QueueItems", "Id", ("Id", "$2"), ("State", "'closed'"), ("Outcome", "'answered'"), ("ClaimBy", "$3"), ("ContactBy", "$3"));
        using var decisions = Again(database, "TriageDecisions", "Item", ("Item", "$2"), ("At", "$3 + Number"));
        using var events = Again(database, "QueueEvents", "Item", ("Item", "$2"), ("At", "$3 + Number"));
        for (var number = 0; number < count; number++)
        {
            var at = start + (4000L * number);
            var id = Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(at)).ToString().ToUpperInvariant();
            foreach (var command in (SqliteCommand[])[item, decisions, events]) Run(command, model, id, at);
        }
    }

    // Rows of a table once more, with these columns changed.
    private static SqliteCommand Again(SqliteConnection database, string table, string key, params (string Column, string Value)[] changed)
    {
        using var columns = Command(database, $"SELECT name FROM pragma_table_info('{table}')", 0);
        using var reader = columns.ExecuteReader();
        var names = new List<string>();
        while (reader.Read()) names.Add(reader.GetString(0));
        var values = names.Select(name => changed.FirstOrDefault(change => change.Column == name).Value ?? $"\"{name}\"");
        return Command(database, $"INSERT INTO {table} ({string.Join(", ", names.Select(name => $"\"{name}\""))}) SELECT {string.Join(", ", values)} FROM {table} WHERE {key} = $1", 3);
    }

    private static object[] Row(SqliteConnection database, string sql, string parameter)
    {
        using var command = Command(database, sql, 1);
        command.Parameters[0].Value = parameter;
        using var reader = command.ExecuteReader(CommandBehavior.SingleRow);
        if (!reader.Read()) throw new InvalidDataException("The clinic has no such thread.");
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        return values;
    }

    private static SqliteCommand Command(SqliteConnection database, string sql, int parameters)
    {
        var command = database.CreateCommand();
#pragma warning disable CA2100 // The texts are the ones above.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var number = 1; number <= parameters; number++) command.Parameters.Add(new SqliteParameter($"${number}", null));
        return command;
    }

    private static void Run(SqliteCommand command, params object[] values)
    {
        foreach (var (number, value) in values.Index()) command.Parameters[number].Value = value;
        command.ExecuteNonQuery();
    }

    private static void Execute(SqliteConnection database, string sql)
    {
        using var command = Command(database, sql, 0);
        command.ExecuteNonQuery();
    }
}
