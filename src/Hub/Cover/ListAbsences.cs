using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Cover;

/// <summary>Who is away and who will be, the next first; for staff.</summary>
public sealed record ListAbsences(Caller By) : IRequest<AbsenceList>;

/// <param name="Zone">The clinic's time zone, in which days begin.</param>
/// <param name="ForOthers">Whether the caller may say it for somebody else.</param>
public sealed record AbsenceList(IReadOnlyList<AbsenceOnList> Items, TimeZoneInfo Zone, bool ForOthers);

/// <param name="Last">The last day.</param>
/// <param name="Mine">Whether the caller may end it.</param>
public sealed record AbsenceOnList(Guid Id, string Person, DateOnly From, DateOnly Last, string? CoveredBy, bool Now, bool Mine);

internal sealed class ListAbsencesHandler(Readers readers, TimeProvider clock) : IRequestHandler<ListAbsences, AbsenceList>
{
    public Task<AbsenceList> Handle(ListAbsences request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
    {
        var zone = RulePacks.Current(sql).Calendar.Zone;
        if (!request.By.IsStaff) return new AbsenceList([], zone, false);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var others = Absences.SpeaksForOthers(sql, request.By);
        var items = sql.List(
            """SELECT Id, Person, "from", Until, CoveredBy FROM Absences WHERE Until > ?1 ORDER BY "from", Id""",
            row => new AbsenceOnList(
                row.GetGuid(0), row.GetString(1), Day(row.GetInt64(2), zone), Day(row.GetInt64(3) - 1, zone),
                row.IsDBNull(4) ? null : row.GetString(4), row.GetInt64(2) <= now, others || row.GetString(1) == request.By.Person),
            now);
        return new AbsenceList(items, zone, others);
    }));

    private static DateOnly Day(long at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(at), zone).DateTime);
}
