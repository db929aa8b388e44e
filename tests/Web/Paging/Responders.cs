using CareConnect.Hub.Circles;
using CareConnect.Hub.Clinic;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Tests.Paging;

/// <summary>A crisis team as the clinic's and the team's newest manifests would list it.</summary>
internal static class Responders
{
    public static async Task Respond(this ClinicHost clinic, params string[] logins)
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var db = await clinic.Database();
        var (list, team) = (new string('C', 43), new string('T', 43));
        db.AddRange(new TeamAttribute { Team = team, Care = "crisis" }, new StoredMember { Circle = list, Principal = team, Role = 3, IsTeam = true });
        foreach (var person in await db.Users.Where(user => logins.Contains(user.UserName)).Select(user => user.Person!).ToListAsync(cancelled))
            db.AddRange(new StoredMember { Circle = list, Principal = person }, new StoredMember { Circle = team, Principal = person });
        await db.SaveChangesAsync(cancelled);
        await db.Clinic.ExecuteUpdateAsync(set => set.SetProperty(row => row.Circle, list), cancelled);
    }
}
