using CareConnect.Hub.Connections;
using MediatR;

namespace CareConnect.Hub.Accounts;

/// <summary>Sign-out: ends the session and closes its connections.</summary>
public sealed record EndSession(Guid Session) : IRequest;

internal sealed class EndSessionHandler(Sessions sessions, SessionEnds ends) : IRequestHandler<EndSession>
{
    public async Task Handle(EndSession request, CancellationToken cancellationToken)
    {
        await sessions.End(request.Session, cancellationToken);
        await ends.Close(request.Session);
    }
}
