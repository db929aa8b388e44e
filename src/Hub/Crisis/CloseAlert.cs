using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Domain.Tasks;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Tasks;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Crisis;

/// <summary>Closes an alert after contact. There is no other way that one ends.</summary>
/// <param name="Disposition">A code of <see cref="Domain.Crisis.Disposition"/>.</param>
/// <param name="FollowUpOwner">Person id of a member of staff.</param>
/// <param name="FollowUpAt">Unix ms; its date on the clinic's calendar is kept.</param>
public sealed record CloseAlert(Caller By, Guid Alert, string Disposition, string FollowUpOwner, long FollowUpAt) : IRequest<Reply>;

internal sealed class CloseAlertHandler(AlertDesk desk, TaskNews tasks) : IRequestHandler<CloseAlert, Reply>
{
    // 2100-01-01: no follow-up is later, and no calendar overflows before it.
    private const long LatestFollowUp = 4_102_444_800_000;

    public async Task<Reply> Handle(CloseAlert request, CancellationToken cancellationToken)
    {
        if (Words<Disposition>.Find(request.Disposition) is not { } disposition) return new Reply(HubErrors.Malformed);
        if (request.FollowUpAt is < 0 or > LatestFollowUp) return new Reply(HubErrors.Malformed);
        var result = await desk.Run(request.By, request.Alert, (tx, alert, pack, now) =>
        {
            if (!Staffing.IsStaff(tx, request.FollowUpOwner)) return new AlertDesk.Refused(HubErrors.NotFound);
            var on = pack.Calendar.Date(TriageText.Time(request.FollowUpAt));
            var followUp = new FollowUp(new PersonId(request.FollowUpOwner), on);
            var result = alert.Close(new PersonId(request.By.Person!), disposition, followUp, pack.Calendar, now);
            if (result is AlertMoved closed) Duties(tx, closed.Alert, pack, now);
            return result;
        });
        if (result is AlertMoved { Alert.Patient: { } patient }) tasks.Tell(patient.Value);
        return new Reply(AlertDesk.Error(result));
    }

    private static void Duties(WriteTransaction tx, Alert closed, RulePack pack, DateTimeOffset now)
    {
        foreach (var duty in FollowUpDuties.Of(closed.FollowUp!, pack, now))
        {
            TaskBook.Add(
                tx,
                CareTask.New(Guid.CreateVersion7(now), closed.Patient!.Value, duty.Kind, duty.Owner, duty.DueAt, closed.Id.ToString()),
                now);
        }

        if (closed.Disposition == Domain.Crisis.Disposition.WelfareCheck)
            AlertStore.Store(tx, closed, new ToldOfWelfareCheck(now, closed.FollowUp!.Owner));
    }
}
