using System.Net;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Clinic;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Tests.Access;

public sealed class PageAccessTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;
    private static readonly string[] Patients = ["maya"];
    private static readonly string[] Staff = ["dana", "luis", "tom", "priya"];
    private static readonly string[] Administrators = ["priya"];
    private static readonly string Somewhere = new('A', 43);

    public static TheoryData<string, string[]> Pages => new()
    {
        { "/home", Patients },
        { "/messages", Patients },
        { "/messages/new", Patients },
        { "/plan", Patients },
        { "/settings/contacts", Patients },
        { "/questions", Patients },
        { "/questions/phq9", Patients },
        { "/questions/medication", Patients },
        { "/queue", Staff },
        { "/channels", Staff },
        { "/channels/new", Staff },
        { $"/channels/{Somewhere}", Staff },
        { "/people", Staff },
        { "/teams", Staff },
        { "/settings/away", Staff },
        { "/settings/replies", Staff },
        { "/figures", Administrators },
        { "/operator", Administrators },
        { "/rules", Administrators },
        { "/rules/change", Administrators },
        { "/rules/version/default-1", Administrators },
        { "/settings", [.. Patients, .. Staff] },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_opens_for_its_people_and_for_nobody_else(string path, string[] people)
    {
        foreach (var login in StaffedClinic.Logins)
        {
            var answer = await (await clinic.SignedIn(login)).GetAsync(path, Cancelled);
            Assert.Equal(people.Contains(login) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal("/sign-in", (await clinic.Browser().GetAsync(path, Cancelled)).Headers.Location?.AbsolutePath);
    }

    [Theory]
    [InlineData("maya", "/home")]
    [InlineData("new", "/enrol")]
    [InlineData("dana", "/queue")]
    [InlineData("luis", "/queue")]
    [InlineData("tom", "/people")]
    [InlineData("priya", "/people")]
    public async Task The_first_page_is_where_ones_work_is(string login, string page) =>
        Assert.Equal(page, (await (await clinic.SignedIn(login)).GetAsync("/", Cancelled)).Headers.Location?.OriginalString);

    [Fact]
    public async Task Who_has_no_keys_makes_them_first_and_goes_on()
    {
        var browser = await clinic.SignedIn("new");

        Assert.Equal("/enrol?next=%2Fmessages%2Fnew", (await browser.GetAsync("/messages/new", Cancelled)).Headers.Location?.OriginalString);
        Assert.Contains("data-page=\"{&quot;next&quot;:&quot;/messages/new&quot;}\"", await browser.Page("/enrol?next=%2Fmessages%2Fnew"));
        Assert.Contains("data-page=\"{&quot;next&quot;:&quot;/&quot;}\"", await browser.Page("/enrol?next=https://elsewhere.example"));
    }

    [Fact]
    public async Task A_thread_of_somebody_else_is_not_found()
    {
        var browser = await clinic.SignedIn("maya");

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/messages/{Somewhere}", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/messages/new/{Somewhere}", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/messages/..%2f..%2fetc", Cancelled)).StatusCode);
    }

    [Fact]
    public async Task The_crisis_board_is_for_who_is_in_a_crisis_team_now_whatever_the_account_says()
    {
        await using var other = new StaffedClinic();
        await other.InitializeAsync();
        var dana = await other.SignedIn("dana");
        Assert.Equal(HttpStatusCode.Forbidden, (await dana.GetAsync("/crisis", Cancelled)).StatusCode);
        Assert.DoesNotContain("href=\"/crisis\"", await dana.Page("/queue"));

        await using var db = await other.Database();
        var person = await db.Users.Where(user => user.UserName == "dana").Select(user => user.Person!).SingleAsync(Cancelled);
        var (list, team) = (new string('C', 43), new string('T', 43));
        db.AddRange(
            new TeamAttribute { Team = team, Care = "crisis" },
            new StoredMember { Circle = list, Principal = team, Role = 3, IsTeam = true },
            new StoredMember { Circle = list, Principal = person },
            new StoredMember { Circle = team, Principal = person });
        await db.SaveChangesAsync(Cancelled);
        await db.Clinic.ExecuteUpdateAsync(set => set.SetProperty(row => row.Circle, list), Cancelled);

        Assert.Equal(HttpStatusCode.OK, (await dana.GetAsync("/crisis", Cancelled)).StatusCode);
        Assert.Contains("href=\"/crisis\"", await dana.Page("/teams"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await other.SignedIn("luis")).GetAsync("/crisis", Cancelled)).StatusCode);

        await db.CircleMembers.Where(member => member.Circle == team).ExecuteDeleteAsync(Cancelled);
        Assert.Equal(HttpStatusCode.Forbidden, (await dana.GetAsync("/crisis", Cancelled)).StatusCode);
    }
}
