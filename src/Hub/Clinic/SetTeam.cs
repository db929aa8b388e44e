using System.Text;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Clinic;

/// <summary>Says what kind of care a team gives: a steward, or the team's lead while the clinic does not list it.</summary>
public sealed record SetTeam(Caller By, string Team, TeamAttributes Attributes) : IRequest<Reply>;

internal sealed class SetTeamHandler(WriterQueue writer, Pushes pushes) : IRequestHandler<SetTeam, Reply>
{
    private const int Name = 64;

    private static readonly string[] Cares = ["therapy", "medication", "front-desk", "crisis", "records", "other"];

    public async Task<Reply> Handle(SetTeam request, CancellationToken cancellationToken)
    {
        if (request is not { Team.Length: 43, Attributes: { Care: { } care, ProposedName: { } name } }
            || !Cares.Contains(care) || Encoding.UTF8.GetByteCount(name) > Name)
            return new Reply(HubErrors.Malformed);
        string? error = await writer.Run(tx =>
        {
            if (!tx.Any("SELECT 1 FROM Circles WHERE Id = ?1 AND Kind = 2", request.Team))
                return HubErrors.NotFound;
            if (!May(tx, request))
                return HubErrors.NotAllowed;
            tx.Execute(
                """
                INSERT INTO TeamAttributes (Team, Care, ProposedName) VALUES (?1, ?2, ?3)
                ON CONFLICT (Team) DO UPDATE SET Care = ?2, ProposedName = ?3
                """,
                request.Team, care, name);
            return null;
        });
        if (error is null)
            pushes.ToEverybody(client => client.CirclesChanged());
        return new Reply(error);
    }

    private static bool May(Sql sql, SetTeam request)
    {
        if (request.By is not { IsStaff: true, Person: { } person })
            return false;
        const string Lead = "SELECT 1 FROM CircleMembers WHERE Circle = ?1 AND Principal = ?2 AND Role = 1";
        return sql.Text("SELECT Circle FROM Clinic") is { } clinic
            && (sql.Any(Lead, clinic, person)
                || (sql.Any(Lead, request.Team, person)
                    && !sql.Any("SELECT 1 FROM CircleMembers WHERE Circle = ?1 AND Principal = ?2", clinic, request.Team)));
    }
}
