using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Crisis;

/// <summary>A member of staff raises an alert about a patient. Any of them may: who hears something has to be able to act.</summary>
/// <param name="Alert">Made by the client, so that trying again raises nothing twice.</param>
/// <param name="Record">Id of the patient's record.</param>
public sealed record RaiseFor(Caller By, Guid Alert, Guid Record) : IRequest<RaiseReply>;

internal sealed partial class RaiseForHandler(
    WriterQueue writer, AlertNews news, AlertPager pager, TimeProvider clock, ILogger<RaiseForHandler> logger)
    : IRequestHandler<RaiseFor, RaiseReply>
{
    public async Task<RaiseReply> Handle(RaiseFor request, CancellationToken cancellationToken)
    {
        var at = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var reply = await writer.Run(
            tx =>
            {
                if (!Permitted(tx, request.By)) return new RaiseReply(HubErrors.NotAllowed, Guid.Empty, false);
                if (!tx.Any("SELECT 1 FROM Accounts WHERE Id = ?1 AND Role = ?2", request.Record, (int)Role.Patient))
                    return new RaiseReply(HubErrors.NotFound, Guid.Empty, false);
                var (alert, repeated) = AlertIntake.Raise(
                    tx, request.Alert, request.Record, AlertCause.Staff, new PersonId(request.By.Person!), at);
                return new RaiseReply(null, alert, repeated);
            },
            Priority.Crisis);
        if (reply.Error is not null) return reply;
        Raised(logger, reply.Alert, request.By.Account, reply.Repeated);
        pager.PageNow(reply.Alert);
        if (reply.Repeated) await news.Tell(reply.Alert);
        return reply;
    }

    // Keys, and a place on the clinic's list, as for everything that staff do to a patient.
    private static bool Permitted(Sql sql, Caller by) =>
        by.IsStaff && by.Role.May(Act.RaiseAlert) && by.Person is { } person && Staffing.IsStaff(sql, person);

    [LoggerMessage(1, LogLevel.Information, "Alert {Alert} was raised by account {Account} of staff; repeated: {Repeated}")]
    private static partial void Raised(ILogger logger, Guid alert, Guid account, bool repeated);
}
