using CareConnect.Domain.People;
using CareConnect.Domain.Rules;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Rules;
using CareConnect.Protocol;
using MediatR;
using Microsoft.EntityFrameworkCore;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Rules;

/// <summary>What an administrator does with the clinic's rules.</summary>
public sealed class PackTests : IAsyncLifetime
{
    private static readonly string[] Kept = ["QueueItems", "QueueEvents", "TriageDecisions", "RulePacks", "Clinic"];

    private CareClinic clinic = null!;
    private Caller priya = null!, dana = null!, maya = null!;
    private string thread = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        priya = await clinic.Person("priya", Role.Administrator);
        dana = await clinic.Person("dana", Role.Clinician);
        maya = await clinic.Person("maya", Role.Patient);
        thread = await clinic.Thread(maya, await clinic.Team("dana's team", "therapy", dana));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task A_clinic_starts_with_the_programs_rules_in_its_own_zone()
    {
        var rules = await Rules();
        Assert.Equal(("default-1", "America/Denver"), (rules.Pack.Version, rules.Pack.Calendar.Zone.Id));
        Assert.Equal(new PackVersion("default-1", null, null, null), Assert.Single(rules.Versions));
        Assert.True(rules.InForce);
        Assert.IsType<PackRead>(PackDocument.Read(rules.Document));
    }

    [Fact]
    public async Task What_is_put_in_force_decides_from_then_on_and_says_so()
    {
        var before = await Wrote(HowSoon.Week);
        await Send(new CloseItem(dana, before, "answered"));
        var document = Document("2026-11-24", ("\"workingDays\": 1", "\"workingDays\": 2"));

        var done = Assert.IsType<PackInForce>(await PutInForce(document));
        Assert.Equal(("2026-11-24", At(24, 10).ToUnixTimeMilliseconds()), (done.Version, done.From));
        clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        var after = await Wrote(HowSoon.Week);

        var row = await Row();
        Assert.Equal((after, "2026-11-24", At(26, 10, 1).ToUnixTimeMilliseconds()), (row.Item, row.PackVersion, row.ClaimBy));
        var rules = await Rules();
        Assert.Equal((document, true), (rules.Document, rules.InForce));
        Assert.Equal([new PackVersion("2026-11-24", priya.Account, priya.Person, done.From), new PackVersion("default-1", null, null, null)], rules.Versions);
        Assert.Equal(1, (await Rules("default-1")).Pack.RoutineWorkingDays);
        Assert.Equal(["default-1", "2026-11-24"], (await Decisions()).Select(stored => stored.PackVersion));
    }

    [Fact]
    public async Task A_row_that_waits_is_lowered_by_no_change_of_rules()
    {
        var item = await Wrote(HowSoon.Week);
        clinic.Clock.Advance(TimeSpan.FromDays(1));
        await clinic.Get<QueueClock>().RaiseDue(TestContext.Current.CancellationToken);
        var due = (await Row()).ClaimBy;
        await PutInForce(Document("slow", ("\"workingDays\": 1", "\"workingDays\": 3")));

        await Wrote(HowSoon.Week);
        Assert.Equal(("today", "default-1", due), ((await Row()).Level, (await Row()).PackVersion, (await Row()).ClaimBy));
        Assert.Null((await Send(new ClaimItem(dana, item))).Error);
        Assert.Equal(("today", "default-1"), ((await Row()).Level, (await Row()).PackVersion));

        // Its clock runs out as the patient was told, by the rules of then.
        Assert.Null((await Send(new ReleaseItem(dana, item))).Error);
        clinic.Clock.Advance(TimeSpan.FromMilliseconds(due) - TimeSpan.FromMilliseconds(clinic.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
        await clinic.Get<QueueClock>().RaiseDue(TestContext.Current.CancellationToken);
        Assert.Equal("urgent", (await Row()).Level);
        Assert.Equal((5, 5), Replay());
    }

    [Fact]
    public async Task Each_decision_replays_with_the_rules_it_names_whatever_is_in_force_now()
    {
        await Wrote(HowSoon.Week);
        await PutInForce(Document("a", ("\"workingDays\": 1", "\"workingDays\": 3"), ("\"09:00\"", "\"07:30\"")));
        await Wrote(HowSoon.Today);
        await PutInForce(Document("b", ("America/Denver", "America/New_York"), ("\"claimMinutes\": 30", "\"claimMinutes\": 10")));
        await Wrote(HowSoon.Now);

        var decisions = await Decisions();
        Assert.Equal(["default-1", "a", "b"], decisions.Select(stored => stored.PackVersion));
        Assert.All(decisions, stored => Assert.Equal(stored.Made(), clinic.Read(stored.Replay)));
        Assert.Equal("America/New_York", clinic.Read(sql => sql.Text("SELECT TimeZone FROM Clinic")));
    }

    [Fact]
    public async Task A_replay_counts_every_decision_and_names_what_does_not_come_out_the_same()
    {
        for (var count = 0; count < 600; count++)
        {
            // What was answered waits anew, which is decided anew.
            await Wrote(HowSoon.Week);
            await clinic.Writer.Run(tx => QueueIntake.StaffWrote(tx, thread, dana.Person!, clinic.Clock.GetUtcNow()));
        }

        Assert.Equal((600, 600), Replay());

        await clinic.Write("UPDATE TriageDecisions SET ClaimBy = ClaimBy + 1 WHERE Number = 7");
        await clinic.Write("UPDATE TriageDecisions SET PackVersion = 'unknown' WHERE Number = 9");
        Assert.Equal((600, 598), Replay());
        var differences = Replays.All(clinic.Get<Hub.Storage.Readers>(), TestContext.Current.CancellationToken).Differences;
        Assert.Equal([(7, "default-1", true), (9, "unknown", false)], differences.Select(each => (each.Number, each.PackVersion, each.Known)));
    }

    [Theory]
    [InlineData("{ \"version\": ")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_refused_document_leaves_the_rules_in_force(string text)
    {
        Assert.NotEmpty(Assert.IsType<DocumentRefused>(await Send(new PreviewPack(priya, text))).Refusals);
        Assert.NotEmpty(Assert.IsType<DocumentRefused>(await Send(new PutPackInForce(priya, text, "ticket"))).Refusals);
        Assert.Equal("default-1", (await Rules()).Pack.Version);
    }

    [Theory]
    [InlineData("\"workingDays\": 1", "\"workingDays\": 0", 39)]
    [InlineData("\"acknowledgeMinutes\": 5", "\"acknowledgeMinutes\": -5", 31)]
    [InlineData("America/Denver", "Atlantis/Harbour", 4)]
    [InlineData("\"opens\": \"09:00\"", "\"opens\": \"18:00\"", 8)]
    public async Task A_refusal_names_its_line(string from, string to, int line)
    {
        var refused = Assert.IsType<DocumentRefused>(await Send(new PreviewPack(priya, Document("new", (from, to)))));
        Assert.Equal(line, refused.Refusals[0].Line);
    }

    [Fact]
    public async Task A_version_is_never_used_twice_even_for_the_same_document()
    {
        await PutInForce(Document("a"));
        await PutInForce(Document("b"));
        foreach (var version in new[] { "a", "b", "default-1", "default-2" })
        {
            var refused = Assert.IsType<DocumentRefused>(await Send(new PreviewPack(priya, Document(version))));
            Assert.Equal([new VersionTaken(2, version)], refused.Refusals);
        }
    }

    [Fact]
    public async Task Only_what_was_previewed_comes_into_force()
    {
        var previewed = Assert.IsType<PackPreviewed>(await Send(new PreviewPack(priya, Document("a"))));
        Assert.IsType<PreviewAgain>(await Send(new PutPackInForce(priya, Document("b"), previewed.Ticket)));
        Assert.IsType<PreviewAgain>(await Send(new PutPackInForce(priya, Document("a"), "")));
        Assert.IsType<PreviewAgain>(await Send(new PutPackInForce(priya, Document("a"), previewed.Ticket + "A")));
        var other = await clinic.Person("amir", Role.Administrator);
        Assert.IsType<PreviewAgain>(await Send(new PutPackInForce(other, Document("a"), previewed.Ticket)));
        Assert.Equal("default-1", (await Rules()).Pack.Version);

        // A form sends other line ends.
        Assert.IsType<PackInForce>(await Send(new PutPackInForce(priya, Document("a").ReplaceLineEndings("\r\n"), previewed.Ticket)));
    }

    [Fact]
    public async Task A_preview_on_other_rules_or_an_hour_ago_must_be_made_again()
    {
        var first = Assert.IsType<PackPreviewed>(await Send(new PreviewPack(priya, Document("a"))));
        await PutInForce(Document("b"));
        Assert.IsType<PreviewAgain>(await Send(new PutPackInForce(priya, Document("a"), first.Ticket)));

        var second = Assert.IsType<PackPreviewed>(await Send(new PreviewPack(priya, Document("a"))));
        clinic.Clock.Advance(TimeSpan.FromHours(1));
        Assert.IsType<PreviewAgain>(await Send(new PutPackInForce(priya, Document("a"), second.Ticket)));
    }

    [Fact]
    public async Task Of_two_who_put_rules_in_force_at_once_one_must_look_again()
    {
        string[] versions = ["a", "b", "c", "d"];
        var previews = await Task.WhenAll(versions.Select(version => Send(new PreviewPack(priya, Document(version)))));
        var answers = await Task.WhenAll(previews.Cast<PackPreviewed>().Select(preview =>
            Task.Run(() => Send(new PutPackInForce(priya, preview.Document, preview.Ticket)))));
        Assert.Single(answers.OfType<PackInForce>());
        Assert.Equal(3, answers.OfType<PreviewAgain>().Count());
    }

    [Fact]
    public async Task Nobody_but_an_administrator_sees_or_changes_the_rules()
    {
        var ticket = ((PackPreviewed)await Send(new PreviewPack(priya, Document("a")))).Ticket;
        foreach (var role in new[] { Role.Clinician, Role.Crisis, Role.FrontDesk, Role.Patient })
        {
            var other = await clinic.Person(role.ToString(), role);
            Assert.Null(await Send(new ReadRules(other)));
            Assert.IsType<RulesNotYours>(await Send(new PreviewPack(other, Document("a"))));
            Assert.IsType<RulesNotYours>(await Send(new PutPackInForce(other, Document("a"), ticket)));
        }

        // The database is asked, not what the caller was when the call began.
        await clinic.Write("UPDATE Accounts SET Enabled = FALSE WHERE Id = ?1", priya.Account);
        Assert.IsType<RulesNotYours>(await Send(new PutPackInForce(priya, Document("a"), ticket)));
        Assert.Equal(0, clinic.Read(sql => sql.Number("SELECT COUNT(*) FROM RulePacks")));
    }

    [Fact]
    public async Task A_preview_shows_the_rows_of_the_last_30_days_that_would_stand_elsewhere_and_changes_nothing()
    {
        await Wrote(HowSoon.Week);
        clinic.Clock.Advance(TimeSpan.FromDays(1));
        await clinic.Get<QueueClock>().RaiseDue(TestContext.Current.CancellationToken);
        var before = Dump();

        var preview = Assert.IsType<PackPreviewed>(await Send(new PreviewPack(priya, Document("a", ("\"workingDays\": 1", "\"workingDays\": 3")))));
        var moved = Assert.Single(preview.DryRun.Elsewhere);
        Assert.Equal((Level.Today, Level.Routine, "maya"), (moved.Was, moved.WouldBe, preview.Patients[moved.Item]));
        Assert.Equal(before, Dump());

        // With the rules as they are, every row stays where it was.
        var same = Assert.IsType<PackPreviewed>(await Send(new PreviewPack(priya, Document("same"))));
        Assert.Equal((1, 0, 0), (same.DryRun.Rows, same.DryRun.Sooner, same.DryRun.Later));
        Assert.Empty(same.DryRun.Elsewhere);

        // What was decided more than 30 days ago is not looked at.
        await clinic.Write("UPDATE TriageDecisions SET At = At - 31 * 24 * 60 * 60 * 1000");
        Assert.Equal(0, ((PackPreviewed)await Send(new PreviewPack(priya, Document("a")))).DryRun.Rows);
    }

    private (long, long) Replay()
    {
        var count = Replays.All(clinic.Get<Hub.Storage.Readers>(), TestContext.Current.CancellationToken);
        return (count.Replayed, count.Equal);
    }

    private string Document(string version, params (string From, string To)[] changes) => changes.Aggregate(
        PackDocument.Default.Replace("default-1", version, StringComparison.Ordinal).Replace("Etc/UTC", "America/Denver", StringComparison.Ordinal),
        (document, change) => document.Replace(change.From, change.To, StringComparison.Ordinal));

    private async Task<PackAnswer> PutInForce(string document)
    {
        var preview = Assert.IsType<PackPreviewed>(await Send(new PreviewPack(priya, document)));
        return await Send(new PutPackInForce(priya, document, preview.Ticket));
    }

    private async Task<ClinicRules> Rules(string? version = null) => (await Send(new ReadRules(priya, version)))!;

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);

    private Task<Guid> Wrote(HowSoon soon) => clinic.Writer.Run(tx =>
        QueueIntake.PatientWrote(tx, thread, maya.Account, maya.Person!, soon, null, clinic.Clock.GetUtcNow()) ?? ItemStore.Open(tx, thread)!.Item.Id);

    private async Task<QueueRow> Row() => Assert.Single((await Send(new ListQueue(dana))).Rows);

    private async Task<List<StoredDecision>> Decisions()
    {
        await using var db = await clinic.Get<IDbContextFactory<Hub.Storage.ClinicDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Set<StoredDecision>().OrderBy(stored => stored.At).ThenBy(stored => stored.Item).ThenBy(stored => stored.Number)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    private string Dump() => clinic.Read(sql => string.Join('\n', Kept
        .SelectMany(table => sql.List($"SELECT * FROM {table}", row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(row.GetValue))))));
}
