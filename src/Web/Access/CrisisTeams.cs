using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Access;

/// <summary>
/// Who answers crisis alerts now, by the newest manifests: the clinic lists team and person, the team lists the person,
/// the account is enabled. An account's role alone gives no right, and none is needed.
/// </summary>
public sealed class CrisisTeams(IDbContextFactory<ClinicDb> factory)
{
    public async Task<bool> Has(Caller caller, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!caller.IsStaff || caller.Person is not { } person) return false;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await Members(db).AnyAsync(member => member == person, cancellation);
    }

    /// <summary>False: nobody at the clinic would see an alert, and the patient is told so.</summary>
    public async Task<bool> AnyoneThere(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await Members(db).AnyAsync(cancellation);
    }

    private static IQueryable<string> Members(ClinicDb db) =>
        from clinic in db.Clinic
        from team in db.CircleMembers
        where team.Circle == clinic.Circle && team.Role == 3
            && db.TeamAttributes.Any(attribute => attribute.Team == team.Principal && attribute.Care == "crisis")
        from member in db.CircleMembers
        where member.Circle == team.Principal
            && db.CircleMembers.Any(staff => staff.Circle == clinic.Circle && staff.Principal == member.Principal && !staff.IsTeam)
            && db.Users.Any(account => account.Person == member.Principal && account.Enabled)
        select member.Principal;
}
