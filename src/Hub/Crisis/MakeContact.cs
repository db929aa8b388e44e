using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Crisis;

/// <summary>Who has the alert has reached the patient.</summary>
public sealed record MakeContact(Caller By, Guid Alert) : IRequest<Reply>;

internal sealed class MakeContactHandler(AlertDesk desk) : IRequestHandler<MakeContact, Reply>
{
    public async Task<Reply> Handle(MakeContact request, CancellationToken cancellationToken)
    {
        var result = await desk.Run(request.By, request.Alert, (_, alert, _, now) =>
            alert.MakeContact(new PersonId(request.By.Person!), now));
        return new Reply(AlertDesk.Error(result));
    }
}
