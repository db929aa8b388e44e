using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Tasks;
using MediatR;

namespace CareConnect.Hub.Cover;

/// <summary>Why an absence was not stored.</summary>
public enum AbsenceFault
{
    /// <summary>It ends before it begins, is over already, or is longer than a year.</summary>
    Days,

    /// <summary>Who is to cover is the person themselves, or nobody whom the clinic lists.</summary>
    Cover,

    /// <summary>Only an administrator says it for somebody else.</summary>
    NotAllowed,
}

/// <summary>Says that a member of staff is away. What they own counts as nobody's from its first moment on.</summary>
/// <param name="Person">Person id: the caller's own, or, from an administrator, that of somebody who cannot say it themselves.</param>
/// <param name="From">The first day, on the clinic's calendar.</param>
/// <param name="Last">The last day that they are away.</param>
/// <param name="CoveredBy">Person id of who looks after their work, or null.</param>
/// <returns>Null when it was stored.</returns>
public sealed record SetAbsence(Caller By, string Person, DateOnly From, DateOnly Last, string? CoveredBy) : IRequest<AbsenceFault?>;

internal sealed class SetAbsenceHandler(WriterQueue writer, QueueNews queue, TaskNews tasks, TimeProvider clock)
    : IRequestHandler<SetAbsence, AbsenceFault?>
{
    private const int LongestDays = 366;

    public async Task<AbsenceFault?> Handle(SetAbsence request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var fault = await writer.Run(tx => Set(tx, request, now));
        if (fault is not null) return fault;
        queue.TellOwner(request.Person);
        tasks.TellOwner(request.Person);
        return null;
    }

    private static AbsenceFault? Set(WriteTransaction tx, SetAbsence request, DateTimeOffset now)
    {
        if (!Absences.MaySay(tx, request.By, request.Person)) return AbsenceFault.NotAllowed;
        var zone = RulePacks.Current(tx).Calendar.Zone;
        if (request.Last < request.From || request.Last.DayNumber - request.From.DayNumber > LongestDays) return AbsenceFault.Days;
        var (from, until) = (StartOf(request.From, zone), StartOf(request.Last.AddDays(1), zone));
        if (until <= now) return AbsenceFault.Days;
        if (request.CoveredBy is { } cover && (cover == request.Person || Staffing.AccountOf(tx, cover) is null)) return AbsenceFault.Cover;
        tx.Execute(
            """INSERT INTO Absences (Id, Person, "from", Until, CoveredBy) VALUES (?1, ?2, ?3, ?4, ?5)""",
            Guid.CreateVersion7(now), request.Person, from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds(), request.CoveredBy);
        return null;
    }

    // A midnight that the clocks jump over is the moment they jumped to.
    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }
}
