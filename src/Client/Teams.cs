using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Client;

/// <summary>Making teams and changing who is in them.</summary>
public sealed class Teams
{
    private const int Attempts = 8;
    private readonly CareClient client;

    internal Teams(CareClient client) => this.client = client;

    /// <summary>Makes a team with this person as its lead; a steward puts it onto the clinic's list.</summary>
    /// <param name="care">Kind of care, as in <see cref="TeamInfo"/>.</param>
    public Task<Hash> Create(string name, string care, params Hash[] members) => client.InLane(async () =>
    {
        await client.Directory.RefreshClinic();
        foreach (var member in members)
            await client.Directory.RefreshCards(member);
        Seat[] seats = [new Seat(client.Person, Role.Lead, 0), .. members.Select(member => new Seat(member, Role.Member, 0))];
        if (!client.Author.TryFound(Kind.Team, seats, out var link, out var refusal))
            throw new CareRefusedException(refusal.ToString());
        Demand((await client.Commit(link)).Error);
        Demand((await client.Api.SetTeam(link.Circle.ToString(), new TeamAttributes(care, name))).Error);
        await client.Directory.RefreshTeam(link.Circle, isMine: true);
        return link.Circle;
    });

    /// <summary>Adds a colleague, who can read the team's whole history unless <paramref name="since"/> says otherwise.</summary>
    public Task Add(Hash team, Hash person, ulong since = 0, Role role = Role.Member) => Change(team, async reader =>
    {
        await client.Directory.RefreshCards(person);
        return [.. reader.Newest!.Members.Select(Seat.Of), new Seat(person, role, since)];
    });

    public Task Remove(Hash team, Hash person) => Change(team, reader =>
        Task.FromResult<Seat[]>([.. reader.Newest!.Members.Where(member => member.Principal != person).Select(Seat.Of)]));

    private async Task Change(Hash team, Func<CircleReader, Task<Seat[]>> decide)
    {
        await client.InLane(async () =>
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                await client.Directory.RefreshClinic();
                await client.Directory.RefreshTeam(team, isMine: true);
                var reader = client.Directory.MyTeams[team];
                await client.Directory.RefreshMembers(reader.Newest!);
                if (!client.Author.TryChange(reader, await decide(reader), out var link, out var refusal))
                    throw new CareRefusedException(refusal.ToString());
                var reply = await client.Commit(link);
                if (reply.Error is null)
                {
                    await client.Directory.RefreshTeam(team, isMine: true);
                    return;
                }

                if (reply.Error is not (HubErrors.Lost or HubErrors.Stale))
                    throw new CareRefusedException(reply.Error);
            }

            throw new CareRefusedException(HubErrors.Lost);
        });
        await RepairConversations(team);
    }

    // Who joined can read at once, by the team's older secrets; to write as well, they must be reached by the conversation's newest epoch.
    private async Task RepairConversations(Hash team)
    {
        foreach (var circle in (await client.Api.Circles()).Items)
        {
            if (circle.Kind <= (int)Kind.Team || !circle.Teams.Contains(team.ToString()) || !Hash.TryParse(circle.Circle, out var id))
                continue;
            var conversation = await client.Open(id);
            await conversation.Repair();
        }
    }

    private static void Demand(string? error)
    {
        if (error is not null)
            throw new CareRefusedException(error);
    }
}
