using System.Collections.Immutable;
using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.OnCall;

/// <summary>The shifts of a calendar link; null for a link that nobody made, that was taken back, or whose owner has left.</summary>
public sealed record ReadFeed(string Token) : IRequest<FeedShifts?>
{
    /// <summary>It would print the token.</summary>
    public override string ToString() => nameof(ReadFeed);
}

/// <param name="Mine">Only the owner's shifts.</param>
public sealed record FeedShifts(bool Mine, ImmutableArray<FeedShift> Shifts);

/// <param name="ChangedAt">When the schedule was last changed.</param>
public sealed record FeedShift(ScheduleId Schedule, string ScheduleName, DateTimeOffset From, DateTimeOffset Until, PersonId Person, DateTimeOffset ChangedAt);

internal sealed class ReadFeedHandler(Readers readers, TimeProvider clock) : IRequestHandler<ReadFeed, FeedShifts?>
{
    private static readonly TimeSpan Back = TimeSpan.FromDays(28);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(91);
    private static readonly TimeSpan Edge = ShiftHours.Longest + TimeSpan.FromDays(1);

    public Task<FeedShifts?> Handle(ReadFeed request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
    {
        if (request.Token.Length != 43 || Owner(sql, request.Token) is not var (owner, mine) || !OnCallAccess.Sees(sql, owner)) return null;
        // Read from further off, so that a shift at the edge is whole: its beginning is part of its name in the calendar.
        var (from, until) = (clock.GetUtcNow() - Back, clock.GetUtcNow() + Ahead);
        var (first, last) = (from - Edge, until + Edge);
        var shifts = OnCallStore.Book(sql, first, last).Schedules.Values.SelectMany(schedule =>
        {
            var changed = DateTimeOffset.FromUnixTimeMilliseconds(sql.Number(
                """
                SELECT MAX(c.At) FROM (
                    SELECT MAX(s.ChangedAt) AS At FROM OnCallSchedules s WHERE s.Id = ?1
                    UNION ALL SELECT MAX(o.MadeAt) FROM OnCallOverrides o WHERE o.Schedule = ?1
                    UNION ALL SELECT MAX(o.RemovedAt) FROM OnCallOverrides o WHERE o.Schedule = ?1) c
                """,
                schedule.Id.Value)!.Value);
            return schedule.Shifts(first, last)
                .Where(shift => shift.From >= from && shift.From < until)
                .Where(shift => !mine || shift.Person == new PersonId(owner.Person!))
                .Select(shift => new FeedShift(schedule.Id, schedule.Name, shift.From, shift.Until, shift.Person!.Value, changed));
        });
        return new FeedShifts(mine, [.. shifts.OrderBy(shift => shift.From).ThenBy(shift => shift.Schedule.Value)]);
    }));

    // An account, not a session: a calendar program has none, and asks for years.
    private static (Caller, bool)? Owner(Sql sql, string token) => sql.First<(Caller, bool)?>(
        """
        SELECT a.Id, a.Role, a.Person, f.Mine FROM OnCallFeeds f JOIN Accounts a ON a.Id = f.Account
        WHERE f.TokenHash = ?1 AND f.RevokedAt IS NULL AND a.Enabled AND a.Person IS NOT NULL
        """,
        row => (new Caller(row.GetGuid(0), Guid.Empty, (Role)row.GetInt32(1), row.GetString(2), ""), row.GetBoolean(3)),
        MakeFeedHandler.HashOf(token));
}
