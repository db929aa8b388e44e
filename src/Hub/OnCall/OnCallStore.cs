using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Data.Common;
using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;

namespace CareConnect.Hub.OnCall;

/// <summary>What is in force, read from the database.</summary>
internal static class OnCallStore
{
    private const string ScheduleRows =
        """
        SELECT s.Id, s.Name, s.TimeZone, s.Rotations FROM OnCallSchedules s
        WHERE s.Version = (SELECT MAX(v.Version) FROM OnCallSchedules v WHERE v.Id = s.Id) AND NOT s.Removed ORDER BY s.Name, s.Id
        """;

    private const string PolicyRows =
        """
        SELECT p.Id, p.Name, p.Steps, p.Last, p.LastSeconds FROM OnCallPolicies p
        WHERE p.Version = (SELECT MAX(v.Version) FROM OnCallPolicies v WHERE v.Id = p.Id) AND NOT p.Removed ORDER BY p.Name, p.Id
        """;

    private const string OverrideRows =
        """
        SELECT Id, Schedule, "from", Until, Person, MadeAt FROM OnCallOverrides
        WHERE RemovedAt IS NULL AND Until > ?1 AND "from" < ?2
        """;

    private const string SwapRows =
        "SELECT Id, Schedule, Asker, GivesFrom, GivesUntil, Other, TakesFrom, TakesUntil, State, AskedAt FROM OnCallSwaps ";

    /// <summary>All that decides who is paged.</summary>
    /// <param name="from">From when on overrides are read.</param>
    public static OnCallBook Book(Sql sql, DateTimeOffset from, DateTimeOffset until)
    {
        var overrides = sql.List(OverrideRows, Override, Ms(from), Ms(until)).ToLookup(row => row.Schedule, row => row.Override);
        return new OnCallBook(
            Roster(sql),
            sql.List(ScheduleRows, row => Schedule(row, overrides)).ToFrozenDictionary(schedule => schedule.Id),
            sql.List(PolicyRows, Policy).ToFrozenDictionary(policy => policy.Id));
    }

    public static Schedule? Schedule(Sql sql, Guid id, DateTimeOffset from, DateTimeOffset until) =>
        Book(sql, from, until).Schedules.GetValueOrDefault(new ScheduleId(id));

    public static Roster Roster(Sql sql)
    {
        var teams = Staffing.CrisisTeams(sql).ToLookup(member => new TeamId(member.Team), member => new PersonId(member.Person));
        return new Roster(
            Staffing.AllStaff(sql).Select(person => new PersonId(person)).ToFrozenSet(),
            [.. teams.SelectMany(team => team).Distinct().OrderBy(person => person.Value, StringComparer.Ordinal)],
            teams.ToFrozenDictionary(team => team.Key, team => team.ToImmutableArray()));
    }

    public static Swap? Swap(Sql sql, Guid id) => sql.First(SwapRows + "WHERE Id = ?1", Swap, id);

    /// <summary>Those that wait for an answer, the oldest first.</summary>
    public static List<Swap> OpenSwaps(Sql sql) => sql.List(SwapRows + "WHERE State = 'asked' ORDER BY AskedAt, Id", Swap);

    public static int ScheduleVersion(Sql sql, Guid id) =>
        (int)(sql.Number("SELECT MAX(Version) FROM OnCallSchedules WHERE Id = ?1", id) ?? 0);

    public static int PolicyVersion(Sql sql, Guid id) =>
        (int)(sql.Number("SELECT MAX(Version) FROM OnCallPolicies WHERE Id = ?1", id) ?? 0);

    public static void Add(WriteTransaction tx, ScheduleId schedule, Override made, string by, Guid? swap = null) => tx.Execute(
        """
        INSERT INTO OnCallOverrides (Id, Schedule, "from", Until, Person, MadeBy, MadeAt, Swap)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """,
        made.Id, schedule.Value, Ms(made.From), Ms(made.Until), made.Person?.Value, by, Ms(made.MadeAt), swap);

    public static void Store(WriteTransaction tx, Swap swap, DateTimeOffset now) => tx.Execute(
        """
        INSERT INTO OnCallSwaps (Id, Schedule, Asker, GivesFrom, GivesUntil, Other, TakesFrom, TakesUntil, State, AskedAt)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT (Id) DO UPDATE SET State = ?9, EndedAt = ?11
        """,
        swap.Id, swap.Schedule.Value, swap.Asker.Value, Ms(swap.Gives.From), Ms(swap.Gives.Until), swap.Other.Value,
        Ms(swap.Takes.From), Ms(swap.Takes.Until), Words<SwapState>.Of(swap.State), Ms(swap.AskedAt), Ms(now));

    internal static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static Schedule Schedule(DbDataReader row, ILookup<ScheduleId, Override> overrides)
    {
        var id = new ScheduleId(row.GetGuid(0));
        return new Schedule
        {
            Id = id, Name = row.GetString(1), Zone = TimeZoneInfo.FindSystemTimeZoneById(row.GetString(2)),
            Rotations = [.. OnCallText.Rotations(row.GetString(3)).Select(stored => OnCallText.Read(stored)!)],
            Overrides = [.. overrides[id]],
        };
    }

    private static EscalationPolicy Policy(DbDataReader row) => OnCallText.Read(
        new PolicyId(row.GetGuid(0)),
        new OnCallPolicy(row.GetString(1), OnCallText.Steps(row.GetString(2)), row.GetString(3), row.GetInt32(4), 0))!;

    private static (ScheduleId Schedule, Override Override) Override(DbDataReader row) => (
        new ScheduleId(row.GetGuid(1)),
        new Override(
            row.GetGuid(0), TriageText.Time(row.GetInt64(2)), TriageText.Time(row.GetInt64(3)),
            row.IsDBNull(4) ? null : new PersonId(row.GetString(4)), TriageText.Time(row.GetInt64(5))));

    private static Swap Swap(DbDataReader row) => new(
        row.GetGuid(0), new ScheduleId(row.GetGuid(1)), new PersonId(row.GetString(2)),
        new Hours(TriageText.Time(row.GetInt64(3)), TriageText.Time(row.GetInt64(4))), new PersonId(row.GetString(5)),
        new Hours(TriageText.Time(row.GetInt64(6)), TriageText.Time(row.GetInt64(7))),
        Words<SwapState>.Read(row.GetString(8)), TriageText.Time(row.GetInt64(9)));
}
