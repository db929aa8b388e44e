using CareConnect.Crypto.Verification;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Conversations;

/// <summary>The head of a circle's log, as the writer sees it.</summary>
internal sealed record LogHead(
    string Circle, Kind Kind, long Epoch, long Last, Hash LastHash, long Messages, bool Stale, Guid? Patient, Guid? Alert, bool Plan);

/// <summary>What an entry became.</summary>
internal readonly record struct Appended(long Number, Hash Hash, long At);

/// <summary>
/// The append-only log of a circle: numbers from 1 without gaps, taken from the circle's own counter in the transaction
/// that stores the entry, each chained to the one before by h_i. Used inside the writer; prepared commands only.
/// </summary>
internal static class ConversationLog
{
    public static LogHead? Head(Sql sql, string circle) => sql.First(
        "SELECT Kind, Epoch, Last, LastHash, Messages, Stale, Patient, Alert, Plan FROM Circles WHERE Id = ?1",
        row => new LogHead(
            circle, (Kind)row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), new Hash(row.GetFieldValue<byte[]>(3)), row.GetInt64(4),
            row.GetBoolean(5), row.IsDBNull(6) ? null : row.GetGuid(6), row.IsDBNull(7) ? null : row.GetGuid(7), row.GetBoolean(8)),
        circle);

    /// <summary>Appends a message to the circle's newest epoch.</summary>
    public static Appended AppendMessage(WriteTransaction tx, LogHead head, Message message, byte[] bytes, long at)
    {
        long number = head.Last + 1;
        Hash hash = Log.Next(head.LastHash, message.Name);
        byte[] raw = hash.ToArray();
        tx.Execute(
            """
            INSERT INTO Entries (Circle, Number, Epoch, Device, MessageId, Bytes, Hash, At)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            head.Circle, number, head.Epoch, message.Header.Device.ToString(), MessageId(message), bytes, raw, at);
        tx.Execute(
            "UPDATE Circles SET Last = ?2, LastHash = ?3, Messages = Messages + 1, LastMessageAt = ?4 WHERE Id = ?1",
            head.Circle, number, raw, at);
        return new Appended(number, hash, at);
    }

    /// <summary>Appends a manifest; the circle's own row is the caller's to make or change.</summary>
    public static Appended AppendManifest(WriteTransaction tx, string circle, long last, Hash lastHash, Manifest manifest, byte[] bytes, long at)
    {
        Hash hash = Log.Next(lastHash, manifest.Name);
        tx.Execute(
            "INSERT INTO Entries (Circle, Number, Manifest, Epoch, Bytes, Hash, At) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            circle, last + 1, manifest.Name.ToString(), (long)manifest.N, bytes, hash.ToArray(), at);
        return new Appended(last + 1, hash, at);
    }

    /// <summary>The entry that this device already stored under the message's id, with its bytes.</summary>
    public static (Appended Entry, byte[] Bytes)? Known(Sql sql, Message message) => sql.First<(Appended, byte[])?>(
        "SELECT Number, Hash, At, Bytes FROM Entries WHERE Device = ?1 AND MessageId = ?2",
        row => (new Appended(row.GetInt64(0), new Hash(row.GetFieldValue<byte[]>(1)), row.GetInt64(2)), row.GetFieldValue<byte[]>(3)),
        message.Header.Device.ToString(), MessageId(message));

    /// <summary>h_i at a number; null when there is no such entry.</summary>
    public static Hash? HashAt(Sql sql, string circle, ulong number) =>
        number == 0 ? Log.Start
        : number > long.MaxValue ? null
        : sql.Bytes("SELECT Hash FROM Entries WHERE Circle = ?1 AND Number = ?2", circle, (long)number) is { } hash ? new Hash(hash) : null;

    private static byte[] MessageId(Message message) => message.Header.Id.ToByteArray(bigEndian: true);
}
