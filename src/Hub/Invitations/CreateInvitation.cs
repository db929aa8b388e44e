using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Invitations;

/// <summary>Stores that a link was made. The secret in it stays with the inviter; the server has the hash of its token.</summary>
public sealed record CreateInvitation(Caller By, NewInvitation Invitation) : IRequest<Reply>;

internal sealed class CreateInvitationHandler(WriterQueue writer, Pushes pushes, TimeProvider clock) : IRequestHandler<CreateInvitation, Reply>
{
    private const int Name = 100;
    private const int Sealed = 4096;

    private static readonly TimeSpan Valid = TimeSpan.FromDays(14);

    public async Task<Reply> Handle(CreateInvitation request, CancellationToken cancellationToken)
    {
        if (request.Invitation is not { TokenHash: { Length: 32 } token, Name: { } name, Sealed: { Length: > 0 } note } invitation
            || RoleNames.Parse(invitation.Role) is not { } role
            || (role == Role.Patient ? invitation.Steward || name.Trim().Length is 0 or > Name : name.Length > 0))
            return new Reply(HubErrors.Malformed);
        if (note.Length > Sealed)
            return new Reply(HubErrors.TooLarge);
        if (!request.By.Role.May(role == Role.Patient ? Act.InvitePatient : Act.InviteStaff))
            return new Reply(HubErrors.NotAllowed);

        string? error = await writer.Run(tx => Store(tx, request.By, invitation, role, name.Trim(), token));
        if (error is null)
            pushes.ToStaff(client => client.PeopleChanged());
        return new Reply(error);
    }

    private string? Store(WriteTransaction tx, Caller by, NewInvitation invitation, Role role, string name, byte[] token)
    {
        if (by.Person is null || !Access.IsPresent(tx, by))
            return HubErrors.NotAllowed;
        // One steward alone could be lost, and everyone would have to enrol again (PROTOCOL section 6).
        if (role == Role.Patient && tx.Number(
            "SELECT COUNT(*) FROM Clinic k JOIN CircleMembers m ON m.Circle = k.Circle WHERE m.Role = 1") < 2)
            return HubErrors.WrongState;
        if (tx.First<Guid?>("SELECT Inviter FROM Invitations WHERE TokenHash = ?1", row => row.GetGuid(0), token) is { } inviter)
            return inviter == by.Account ? null : HubErrors.Different;

        DateTimeOffset now = clock.GetUtcNow();
        tx.Execute(
            """
            INSERT INTO Invitations (Id, TokenHash, Role, Steward, Name, Sealed, Inviter, CreatedAt, ExpiresAt)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """,
            Guid.CreateVersion7(now), token, (int)role, invitation.Steward, name, invitation.Sealed, by.Account,
            now.ToUnixTimeMilliseconds(), (now + Valid).ToUnixTimeMilliseconds());
        return null;
    }
}
