using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Clinic;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Tests.Coverage;

/// <summary>A clinic in Denver with a crisis team of Luis, who leads it, and Amari; Priya is its administrator, and Dana is in no crisis team.</summary>
public sealed class CoverageClinic : ClinicHost, IAsyncLifetime
{
    private static readonly string List = new('C', 43);

    public static readonly string Team = new('T', 43);

    public string Luis { get; private set; } = "";

    public string Amari { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var priya = await Add("priya", Role.Administrator);
        var (luis, amari) = (await Add("luis", Role.Crisis), await Add("amari", Role.Crisis));
        var dana = await Add("dana", Role.Clinician);
        await Add("maya", Role.Patient, "Maya Torres");
        (Luis, Amari) = (luis.Person!, amari.Person!);
        await using var db = await Database();
        db.AddRange(
            new TeamAttribute { Team = Team, Care = "crisis" },
            new StoredMember { Circle = List, Principal = Team, Role = 3, IsTeam = true },
            new StoredMember { Circle = Team, Principal = Luis, Role = 1 },
            new StoredMember { Circle = Team, Principal = Amari });
        db.AddRange(new Account[] { priya, luis, amari, dana }.Select(person => new StoredMember { Circle = List, Principal = person.Person! }));
        await db.SaveChangesAsync();
        await db.Clinic.ExecuteUpdateAsync(set => set.SetProperty(row => row.Circle, List).SetProperty(row => row.TimeZone, "America/Denver"));
    }
}
