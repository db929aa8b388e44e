using CareConnect.Domain.People;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Cover;
using CareConnect.Hub.Queue;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Tests.Cover;

/// <summary>What somebody who is away owns is lost to nobody.</summary>
public sealed class AbsenceTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    private CareClinic clinic = null!;
    private Caller dana = null!, omar = null!, luis = null!, chief = null!, maya = null!;
    private string thread = null!;
    private Guid item;

    public async ValueTask InitializeAsync()
    {
        clinic = await CareClinic.Open();
        dana = await clinic.Person("dana", Role.Clinician);
        omar = await clinic.Person("omar", Role.Clinician);
        luis = await clinic.Person("luis", Role.Clinician);
        chief = await clinic.Person("chief", Role.Administrator);
        maya = await clinic.Person("maya", Role.Patient);
        thread = await clinic.Thread(maya, await clinic.Team("dana's team", "therapy", dana, omar));
        await clinic.Team("luis's team", "therapy", luis);
        item = await Wrote(HowSoon.Today);
        await Send(new ClaimItem(dana, item));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task What_they_own_is_uncovered_for_the_team_and_theirs_for_who_covers()
    {
        Assert.Empty(await Rows(luis));
        Assert.Null(await Send(new SetAbsence(dana, dana.Person!, Today, Today, luis.Person)));

        foreach (var person in (Caller[])[omar, luis, dana])
        {
            var row = Assert.Single(await Rows(person));
            Assert.Equal((dana.Person, "owner-away", luis.Person), (row.Owner, row.Uncovered, row.CoveredBy));
        }

        // Who covers reads and answers through the team, and not before it lists them.
        Assert.Equal(HubErrors.NotFound, (await Send(new ClaimItem(luis, item))).Error);
        Assert.Null((await Send(new ClaimItem(omar, item))).Error);
        Assert.Equal((omar.Person, ""), (Assert.Single(await Rows(omar)).Owner, (await Rows(omar))[0].Uncovered));
        Assert.Empty(await Rows(luis));
    }

    [Fact]
    public async Task It_runs_from_midnight_to_midnight_at_the_clinic()
    {
        Assert.Null(await Send(new SetAbsence(dana, dana.Person!, Today.AddDays(1), Today.AddDays(1), null)));
        clinic.Clock.Advance(TimeSpan.FromHours(14) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("", Assert.Single(await Rows(omar)).Uncovered);
        clinic.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("owner-away", Assert.Single(await Rows(omar)).Uncovered);
        clinic.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("owner-away", Assert.Single(await Rows(omar)).Uncovered);
        clinic.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("", Assert.Single(await Rows(omar)).Uncovered);
    }

    [Fact]
    public async Task The_team_is_told_live_when_it_begins()
    {
        Assert.Null(await Send(new SetAbsence(dana, dana.Person!, Today.AddDays(1), Today.AddDays(1), luis.Person)));
        var (team, cover) = (await clinic.Connect(omar), await clinic.Connect(luis));
        clinic.Clock.Advance(TimeSpan.FromHours(14));

        await team.Told((QueueRow row) => row is { Uncovered: "owner-away" });
        await cover.Told((QueueRow row) => row.CoveredBy == luis.Person);
    }

    [Fact]
    public async Task What_rose_while_its_owner_was_away_stays_when_they_are_back()
    {
        Assert.Null(await Send(new SetAbsence(dana, dana.Person!, Today, Today, null)));
        clinic.Clock.Advance(TimeSpan.FromHours(7));
        await clinic.Get<QueueClock>().RaiseDue(TestContext.Current.CancellationToken);
        Assert.Equal("urgent", Assert.Single(await Rows(omar)).Level);

        clinic.Clock.Advance(TimeSpan.FromHours(7));
        await Wrote(HowSoon.Week);
        var row = Assert.Single(await Rows(omar));
        Assert.Equal(("urgent", dana.Person, ""), (row.Level, row.Owner, row.Uncovered));
    }

    [Fact]
    public async Task Where_a_whole_team_is_away_others_see_what_waits_for_it()
    {
        var waiting = await clinic.Person("waiting", Role.Patient);
        var second = await clinic.Thread(waiting, CareClinic.Id("dana's team"));
        var other = (await clinic.Writer.Run(tx =>
            QueueIntake.PatientWrote(tx, second, waiting.Account, waiting.Person!, HowSoon.Today, null, clinic.Clock.GetUtcNow())))!.Value;
        var device = await clinic.Connect(luis);
        Assert.Null(await Send(new SetAbsence(dana, dana.Person!, Today, Today, null)));
        Assert.Empty(await Rows(luis));
        Assert.Null(await Send(new SetAbsence(omar, omar.Person!, Today, Today, null)));

        Assert.Equal("no-team", (await device.Told((QueueRow row) => row.Item == other)).Uncovered);
        Assert.Equal(["no-team", "no-team"], (await Rows(luis)).Select(row => row.Uncovered));
        Assert.Equal(2, (await Rows(omar)).Length);
        Assert.Null((await Send(new ClaimItem(luis, other))).Error);
        clinic.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await Rows(luis));
    }

    [Fact]
    public async Task It_ends_early_and_one_to_come_is_taken_out()
    {
        Assert.Null(await Send(new SetAbsence(dana, dana.Person!, Today, Today.AddDays(5), null)));
        Assert.Null(await Send(new SetAbsence(dana, dana.Person!, Today.AddDays(9), Today.AddDays(9), null)));
        var both = (await Send(new ListAbsences(dana))).Items;
        Assert.Equal([(Today, Today.AddDays(5), true), (Today.AddDays(9), Today.AddDays(9), false)], both.Select(each => (each.From, each.Last, each.Now)));
        Assert.False(await Send(new EndAbsence(omar, both[0].Id)));
        Assert.False(await Send(new EndAbsence(maya, both[0].Id)));
        Assert.Equal("owner-away", Assert.Single(await Rows(omar)).Uncovered);

        Assert.All(both, each => Assert.True(Send(new EndAbsence(dana, each.Id)).GetAwaiter().GetResult()));
        Assert.Empty((await Send(new ListAbsences(omar))).Items);
        Assert.Equal("", Assert.Single(await Rows(omar)).Uncovered);
    }

    [Fact]
    public async Task An_administrator_says_it_for_who_cannot_and_nobody_else_does()
    {
        Assert.Equal(AbsenceFault.NotAllowed, await Send(new SetAbsence(omar, dana.Person!, Today, Today, null)));
        Assert.Equal(AbsenceFault.NotAllowed, await Send(new SetAbsence(maya, maya.Person!, Today, Today, null)));
        Assert.Equal(AbsenceFault.NotAllowed, await Send(new SetAbsence(chief, maya.Person!, Today, Today, null)));
        Assert.Null(await Send(new SetAbsence(chief, dana.Person!, Today, Today, omar.Person)));
        Assert.Equal("owner-away", Assert.Single(await Rows(omar)).Uncovered);
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(-2, -1)]
    [InlineData(0, 367)]
    public async Task Impossible_days_are_refused(int first, int last)
    {
        Assert.Equal(AbsenceFault.Days, await Send(new SetAbsence(dana, dana.Person!, Today.AddDays(first), Today.AddDays(last), null)));
        Assert.Empty((await Send(new ListAbsences(dana))).Items);
    }

    [Fact]
    public async Task Cover_is_somebody_else_whom_the_clinic_lists()
    {
        foreach (var nobody in (string[])[dana.Person!, maya.Person!, CareClinic.Id("stranger")])
            Assert.Equal(AbsenceFault.Cover, await Send(new SetAbsence(dana, dana.Person!, Today, Today, nobody)));
    }

    private async Task<Guid> Wrote(HowSoon soon) => (await clinic.Writer.Run(tx =>
        QueueIntake.PatientWrote(tx, thread, maya.Account, maya.Person!, soon, null, clinic.Clock.GetUtcNow())))!.Value;

    private async Task<QueueRow[]> Rows(Caller caller) => (await Send(new ListQueue(caller))).Rows;

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);
}
