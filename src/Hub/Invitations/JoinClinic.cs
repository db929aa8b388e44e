using System.Security.Cryptography;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Hub.Invitations;

/// <summary>Makes the account that an invitation is for. Its link works once.</summary>
public sealed record JoinClinic(Join Join) : IRequest<Made>;

internal sealed class JoinClinicHandler(Readers readers, NewAccount accounts, Pushes pushes, TimeProvider clock) : IRequestHandler<JoinClinic, Made>
{
    private const int Longest = 100;

    public async Task<Made> Handle(JoinClinic request, CancellationToken cancellationToken)
    {
        if (request.Join is not { Token: { Length: 32 } token, Login: { Length: > 0 and <= Longest } login, Password: { Length: <= Longest } password })
            return new Made(HubErrors.Malformed, default);
        DateTimeOffset now = clock.GetUtcNow();
        if (readers.Read(sql => OpenInvitation.Find(sql, SHA256.HashData(token), now)) is not { } invitation)
            return new Made(HubErrors.NotFound, default);

        long joinedAt = now.ToUnixTimeMilliseconds();
        var account = new Account
        {
            Id = invitation.Id,
            UserName = login,
            Role = invitation.Role,
            Name = invitation.Name,
            CreatedAt = joinedAt,
        };
        string? error = await accounts.Make(
            account,
            password,
            async db => await db.Invitations.Where(i => i.Id == invitation.Id && i.JoinedAt == null).ExecuteUpdateAsync(
                i => i.SetProperty(x => x.JoinedAt, joinedAt), cancellationToken) == 1,
            HubErrors.NotFound,
            cancellationToken);
        if (error is null)
            pushes.ToStaff(client => client.PeopleChanged());
        return new Made(error, account.Id);
    }
}
