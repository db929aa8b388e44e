using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Paging;

/// <summary>By which ways a person can be reached, and when that was last seen to work.</summary>
/// <param name="Ways">Of the verified ways, each once: <c>push</c>, <c>email</c>, <c>sms</c>, <c>voice</c>. Empty: only the open board reaches them.</param>
/// <param name="CheckedAt">When a way last proved itself in the newest check; null when none has yet.</param>
/// <param name="Reached">The ways that proved themselves in it.</param>
public sealed record Reachable(IReadOnlyList<string> Ways, DateTimeOffset? CheckedAt, IReadOnlyList<string> Reached);

internal static class Reachability
{
    private const string Working = " FROM ContactMethods WHERE Person = ?1 AND VerifiedAt IS NOT NULL AND GoneAt IS NULL";

    /// <summary>For the coverage page: "Checked at 7:52 am: push, text and call reach him".</summary>
    public static Reachable Of(Sql sql, string person)
    {
        var begun = sql.Number("SELECT StartedAt FROM ContactChecks WHERE Person = ?1", person) ?? 0;
        var ways = sql.List(
            "SELECT Way, MAX(CheckedAt)" + Working + " GROUP BY Way ORDER BY MIN(AddedAt), Way",
            row => (Way: row.GetString(0), At: row.IsDBNull(1) ? 0 : row.GetInt64(1)),
            person);
        var reached = ways.Where(way => way.At > 0 && way.At >= begun).ToList();
        return new Reachable(
            [.. ways.Select(way => way.Way)],
            reached.Count == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(reached.Max(way => way.At)),
            [.. reached.Select(way => way.Way)]);
    }

    /// <summary>The ways that pages go out by, with the method of each.</summary>
    public static List<(string Way, Guid Method)> Verified(Sql sql, string person) =>
        sql.List("SELECT Way, Id" + Working + " ORDER BY AddedAt, Id", row => (row.GetString(0), row.GetGuid(1)), person);
}
