using System.Net;
using CareConnect.Domain.People;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Cover;
using CareConnect.Hub.Replies;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Tests.Pages;

/// <summary>Time away and reply templates, as forms of pages that work without script.</summary>
public sealed class StaffSettingsTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>, IAsyncLifetime
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;
    private static readonly string Circle = new('C', 43);

    public async ValueTask InitializeAsync()
    {
        await using var db = await clinic.Database();
        if (await db.Clinic.AnyAsync(one => one.Circle == Circle, Cancelled)) return;
        foreach (var person in db.Users.Where(account => account.Role != Role.Patient).Select(account => account.Person!))
            db.CircleMembers.Add(new StoredMember { Circle = Circle, Principal = person });
        await db.SaveChangesAsync(Cancelled);
        await db.Clinic.ExecuteUpdateAsync(one => one.SetProperty(x => x.Circle, Circle), Cancelled);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Time_away_is_saved_shown_and_ended()
    {
        var dana = await clinic.SignedIn("dana");
        var (today, next) = (Day(1), Day(3));
        var answer = await dana.PostForm("/settings/away", await dana.Page("/settings/away"), ("person", await Person("dana")), ("from", today), ("last", next), ("cover", ""));
        Assert.Equal("/settings/away?said=saved", answer.Headers.Location?.OriginalString);
        var page = await dana.Page("/settings/away?said=saved");
        Assert.Contains("Saved. The queue shows it.", page);
        Assert.Contains("Nobody covers.", page);

        var absence = Assert.Single(await Absences("dana"));
        answer = await dana.PostForm("/settings/away?handler=End", page, ("absence", absence.Id.ToString()));
        Assert.Equal("/settings/away?said=ended", answer.Headers.Location?.OriginalString);
        Assert.Empty(await Absences("dana"));
    }

    [Theory]
    [InlineData("luis", "", "", "choose days")]
    [InlineData("luis", "2026-13-41", "2026-13-42", "choose days")]
    [InlineData("luis", "2001-01-01", "2001-01-02", "choose days")]
    [InlineData("tom", "", "", "only an administrator")]
    public async Task What_cannot_be_is_refused_in_words(string person, string from, string last, string words)
    {
        var luis = await clinic.SignedIn("luis");
        if (words.StartsWith("only", StringComparison.Ordinal)) (from, last) = (Day(1), Day(1));
        var answer = await luis.PostForm("/settings/away", await luis.Page("/settings/away"), ("person", await Person(person)), ("from", from), ("last", last), ("cover", ""));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(words, await answer.Text());
        Assert.Empty(await Absences(person));
    }

    [Fact]
    public async Task Templates_are_written_by_an_administrator_alone_and_nothing_typed_is_lost()
    {
        var priya = await clinic.SignedIn("priya");
        var page = await priya.Page("/settings/replies");
        (string, string)[] half = [("id", Guid.Empty.ToString()), ("titleEn", "Tomorrow"), ("textEn", "Hello {name}."), ("titleEs", "Mañana"), ("textEs", "")];
        var answer = await priya.PostForm("/settings/replies", page, half);
        var refused = await answer.Text();
        Assert.Contains("both languages", refused);
        Assert.Contains("Hello {name}.", refused);

        answer = await priya.PostForm("/settings/replies", page, [.. half[..4], ("textEs", "Hola, {name}.")]);
        Assert.Equal("/settings/replies?said=saved", answer.Headers.Location?.OriginalString);

        var dana = await clinic.SignedIn("dana");
        var seen = await dana.Page("/settings/replies");
        Assert.Contains("Hola, {name}.", seen);
        Assert.DoesNotContain("Name in English", seen);
        // Her page has no form to post; she takes the token of another.
        var token = await dana.Page("/settings/away");
        answer = await dana.PostForm("/settings/replies", token, half);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);

        await using var db = await clinic.Database();
        var stored = Assert.Single(db.Set<StoredReply>());
        answer = await dana.PostForm("/settings/replies?handler=Remove", token, ("id", stored.Id.ToString()));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        answer = await priya.PostForm("/settings/replies?handler=Remove", page, ("id", stored.Id.ToString()));
        Assert.Equal("/settings/replies?said=removed", answer.Headers.Location?.OriginalString);
        Assert.Empty(db.Set<StoredReply>().AsNoTracking());
    }

    private static string Day(int ahead) => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(ahead).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> Person(string login)
    {
        await using var db = await clinic.Database();
        return (await db.Users.SingleAsync(account => account.UserName == login, Cancelled)).Person!;
    }

    private async Task<List<StoredAbsence>> Absences(string login)
    {
        var person = await Person(login);
        await using var db = await clinic.Database();
        return await db.Set<StoredAbsence>().Where(absence => absence.Person == person).ToListAsync(Cancelled);
    }
}
