using System.Security.Cryptography;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Invitations;

/// <summary>What a link is for. Whoever holds the token may ask.</summary>
public sealed record LookAtInvitation(Look Look) : IRequest<LookReply>;

internal sealed class LookAtInvitationHandler(Readers readers, TimeProvider clock) : IRequestHandler<LookAtInvitation, LookReply>
{
    public Task<LookReply> Handle(LookAtInvitation request, CancellationToken cancellationToken)
    {
        if (request.Look is not { Token: { Length: 32 } token })
            return Task.FromResult(Refused(HubErrors.Malformed));
        return Task.FromResult(readers.Snapshot(sql =>
            OpenInvitation.Find(sql, SHA256.HashData(token), clock.GetUtcNow()) is not { } open ? null : sql.First(
                "SELECT Name, Circle FROM Clinic",
                row => new LookReply(null, open.Role.Wire(), open.Name, row.GetString(0), row.GetString(1)))) ?? Refused(HubErrors.NotFound));
    }

    private static LookReply Refused(string error) => new(error, "", "", "", "");
}
