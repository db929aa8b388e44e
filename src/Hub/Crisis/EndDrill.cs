using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Paging;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Crisis;

/// <summary>Ends a drill that was taken and gone through, and keeps what came of it.</summary>
public sealed record EndDrill(Caller By, Guid Drill) : IRequest<Reply>;

internal sealed class EndDrillHandler(AlertDesk desk) : IRequestHandler<EndDrill, Reply>
{
    public async Task<Reply> Handle(EndDrill request, CancellationToken cancellationToken)
    {
        var result = await desk.Run(request.By, request.Drill, (tx, alert, _, now) =>
        {
            var ended = alert.EndDrill(new PersonId(request.By.Person!), now);
            if (ended is AlertMoved)
            {
                Drills.Keep(tx, alert, now);
                PageOutbox.Stop(tx, alert.Id, now);
            }

            return ended;
        });
        return new Reply(AlertDesk.Error(result));
    }
}
