using CareConnect.Hub.Clinic;
using CareConnect.Hub.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Pages.Patient;

/// <summary>A team that a patient may write to.</summary>
/// <param name="Care">Key of the words for its kind of care.</param>
/// <param name="Name">Its signed name.</param>
public sealed record TeamToWriteTo(string Id, string Care, string Name);

/// <summary>Teams that the clinic lists, without the crisis team, which is told by its own button, and the record keepers.</summary>
public sealed class TeamsToWriteTo(ISender sender, IDbContextFactory<ClinicDb> factory)
{
    private static readonly string[] Kinds = ["therapy", "medication", "front-desk", "other"];

    public async Task<IReadOnlyList<TeamToWriteTo>> All(CancellationToken cancellation)
    {
        var names = await sender.Send(new ReadNames(), cancellation);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var teams = await db.TeamAttributes.AsNoTracking().Where(team => Kinds.Contains(team.Care)).ToListAsync(cancellation);
        return [.. teams
            .Where(team => names.Of(team.Team) is not null)
            .Select(team => new TeamToWriteTo(team.Team, team.Care, names.Of(team.Team)!))
            .OrderBy(team => Array.IndexOf(Kinds, team.Care)).ThenBy(team => team.Name, StringComparer.CurrentCulture)];
    }
}
