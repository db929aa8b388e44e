using System.Data.Common;
using CareConnect.Crypto.Verification;

namespace CareConnect.Hub.Backup;

/// <summary>What recomputing the logs came to.</summary>
/// <param name="Faults">What does not hold, by circle and number; the first of them.</param>
public sealed record ChainReport(long Circles, long Entries, IReadOnlyList<string> Faults);

/// <summary>
/// Makes the hash chain of every circle's log again from the bytes of its entries (PROTOCOL section 4), and compares each link, the
/// numbers, and what the circle's row says of its last entry.
/// </summary>
internal static class ChainCheck
{
    private const int MostShown = 20, Signature = 64;

    public static ChainReport Of(DbConnection connection)
    {
        var heads = new Dictionary<string, (long Last, byte[] Hash)>();
        var faults = new List<string>();
        var entries = 0L;
        var (circle, number, hash) = ("", 0L, Log.Start);

        using (var command = Command(connection, "SELECT Circle, Number, Bytes, Hash FROM Entries ORDER BY Circle, Number"))
        using (var row = command.ExecuteReader())
        {
            while (row.Read())
            {
                entries++;
                if (row.GetString(0) != circle)
                {
                    if (circle.Length > 0) heads[circle] = (number, hash.ToArray());
                    (circle, number, hash) = (row.GetString(0), 0, Log.Start);
                }

                var bytes = row.GetFieldValue<byte[]>(2);
                number++;
                hash = Log.Next(hash, Hash.Of(bytes.AsSpan(0, Math.Max(0, bytes.Length - Signature))));
                if (row.GetInt64(1) != number) Fault(faults, $"{circle}: entry {number} is missing");
                else if (!hash.ToArray().AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(3))) Fault(faults, $"{circle}: entry {number} is not what its hash says");
                number = row.GetInt64(1);
            }
        }

        if (circle.Length > 0) heads[circle] = (number, hash.ToArray());
        var circles = 0L;
        using (var command = Command(connection, "SELECT Id, Last, LastHash FROM Circles ORDER BY Id"))
        using (var row = command.ExecuteReader())
        {
            while (row.Read())
            {
                circles++;
                var (last, head) = heads.GetValueOrDefault(row.GetString(0), (0, Log.Start.ToArray()));
                if (row.GetInt64(1) != last) Fault(faults, $"{row.GetString(0)}: its log ends at {last}, not at {row.GetInt64(1)}");
                else if (!head.AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(2))) Fault(faults, $"{row.GetString(0)}: its last hash is another one");
            }
        }

        return new ChainReport(circles, entries, faults);
    }

    private static void Fault(List<string> faults, string fault)
    {
        if (faults.Count < MostShown) faults.Add(fault);
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return command;
    }
}
