using CareConnect.Domain.Calendar;
using CareConnect.Domain.People;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Crisis;

/// <summary>
/// How an alert moves. The caller has checked the role (<see cref="Permissions"/>), and holds one transaction per
/// alert, so that of two who take it at once exactly one has it.
/// </summary>
public static class AlertMoves
{
    /// <summary>Raises an alert for a patient who has none open. Always succeeds.</summary>
    public static AlertMoved Raise(Guid id, RecordId patient, AlertCause cause, PersonId? by, DateTimeOffset now)
    {
        var alert = new Alert { Id = id, Patient = patient, Cause = cause, RaisedAt = now, State = AlertState.Raised };
        return new AlertMoved(alert, new AlertRaised(now, by, cause, Again: false));
    }

    /// <summary>Starts a drill: an alert about nobody, which goes the same way.</summary>
    public static AlertMoved StartDrill(Guid id, PersonId by, DateTimeOffset now)
    {
        var alert = new Alert { Id = id, Patient = null, Cause = AlertCause.Drill, RaisedAt = now, State = AlertState.Raised };
        return new AlertMoved(alert, new AlertRaised(now, by, AlertCause.Drill, Again: false));
    }

    /// <summary>
    /// Raised again while open: an event of the same alert. It takes nothing from who has it; but who asks again after
    /// contact has to be reached again, within the same time as the first (our own default).
    /// </summary>
    public static AlertResult RaiseAgain(this Alert alert, AlertCause cause, PersonId? by, RulePack pack, DateTimeOffset now)
    {
        if (!alert.IsOpen) return new AlreadyOver();
        var next = alert.State == AlertState.ContactMade
            ? alert with { State = AlertState.Acknowledged, ContactBy = (now + pack.Crisis.Contact).ToUniversalTime() }
            : alert;
        return new AlertMoved(next, new AlertRaised(now, by, cause, Again: true));
    }

    /// <summary>"I have this". Starts the clock to contact.</summary>
    public static AlertResult Take(this Alert alert, PersonId by, RulePack pack, DateTimeOffset now)
    {
        if (!alert.IsOpen) return new AlreadyOver();
        if (alert.Owner is { } owner) return new AlreadyTakenBy(owner);
        var next = alert with
        {
            State = AlertState.Acknowledged,
            Owner = by,
            ContactBy = (now + pack.Crisis.Contact).ToUniversalTime(),
        };
        return new Taken(next, new AlertTaken(now, by));
    }

    /// <summary>The owner cannot go on. The alert is everyone's again.</summary>
    public static AlertResult GiveBack(this Alert alert, PersonId by, DateTimeOffset now)
    {
        if (Refused(alert, by) is { } refused) return refused;
        if (alert.State == AlertState.ContactMade) return new AlreadyReached();
        return new AlertMoved(
            alert with { State = AlertState.Paged, Owner = null, ContactBy = null }, new AlertGivenBack(now, by));
    }

    /// <summary>The owner has reached the patient.</summary>
    public static AlertResult MakeContact(this Alert alert, PersonId by, DateTimeOffset now)
    {
        if (Refused(alert, by) is { } refused) return refused;
        if (alert.State == AlertState.ContactMade) return new AlreadyReached();
        return new AlertMoved(alert with { State = AlertState.ContactMade, ContactBy = null }, new PatientReached(now, by));
    }

    /// <summary>The encrypted room is there. The first one committed stays; an alert never waits for it.</summary>
    public static AlertResult OpenRoom(this Alert alert, PersonId by, ConversationId room, DateTimeOffset now) =>
        alert.Room is { } first
            ? new AlreadyHasRoom(first)
            : new AlertMoved(alert with { Room = room }, new RoomOpened(now, by, room));

    /// <summary>
    /// Closes it: contact made, a disposition, and someone who sees to the patient next on a day that is not over. Any
    /// responder may, since the one who reached the patient may have gone off shift.
    /// </summary>
    public static AlertResult Close(
        this Alert alert, PersonId by, Disposition disposition, FollowUp followUp, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (!alert.IsOpen) return new AlreadyOver();
        if (alert.State != AlertState.ContactMade) return new NotReached();
        if (alert.IsDrill) return new OnlyADrill();
        if (followUp.On < calendar.Date(now)) return new FollowUpInThePast();
        var next = alert with { State = AlertState.Closed, Disposition = disposition, FollowUp = followUp };
        return new AlertMoved(next, new AlertClosed(now, by, disposition, followUp));
    }

    /// <summary>Ends a drill that was taken and gone through. Nobody needs a follow-up.</summary>
    public static AlertResult EndDrill(this Alert alert, PersonId by, DateTimeOffset now)
    {
        if (!alert.IsOpen) return new AlreadyOver();
        if (!alert.IsDrill) return new NotADrill();
        if (alert.State != AlertState.ContactMade) return new NotReached();
        return new AlertMoved(alert with { State = AlertState.Closed }, new DrillEnded(now, by));
    }

    private static AlertResult? Refused(Alert alert, PersonId by)
    {
        if (!alert.IsOpen) return new AlreadyOver();
        if (alert.Owner is not { } owner) return new NotTaken();
        return owner == by ? null : new AlreadyTakenBy(owner);
    }
}
