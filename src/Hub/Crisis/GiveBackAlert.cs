using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Crisis;

/// <summary>Who has the alert cannot go on. It is everyone's again, and the next step is paged at once.</summary>
public sealed record GiveBackAlert(Caller By, Guid Alert) : IRequest<Reply>;

internal sealed class GiveBackAlertHandler(AlertDesk desk) : IRequestHandler<GiveBackAlert, Reply>
{
    public async Task<Reply> Handle(GiveBackAlert request, CancellationToken cancellationToken)
    {
        var result = await desk.Run(request.By, request.Alert, (_, alert, _, now) =>
            alert.GiveBack(new PersonId(request.By.Person!), now));
        return new Reply(AlertDesk.Error(result));
    }
}
