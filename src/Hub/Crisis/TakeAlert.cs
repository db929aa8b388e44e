using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Crisis;

/// <summary>"I have this". Exactly one has it; everyone else is told who. Asking twice is asking once.</summary>
public sealed record TakeAlert(Caller By, Guid Alert) : IRequest<TakeReply>;

internal sealed class TakeAlertHandler(AlertDesk desk) : IRequestHandler<TakeAlert, TakeReply>
{
    public async Task<TakeReply> Handle(TakeAlert request, CancellationToken cancellationToken)
    {
        var result = await desk.Run(request.By, request.Alert, (_, alert, pack, now) =>
            alert.Take(new PersonId(request.By.Person!), pack, now));
        if (result is not AlreadyTakenBy(var owner)) return new TakeReply(AlertDesk.Error(result));
        return owner.Value == request.By.Person ? new TakeReply(null) : new TakeReply(HubErrors.AlreadyTaken, owner.Value);
    }
}
