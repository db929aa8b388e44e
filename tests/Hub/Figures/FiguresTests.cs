using CareConnect.Domain.Figures;
using CareConnect.Domain.People;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Figures;
using CareConnect.Hub.Queue;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Figures;

public sealed class FiguresTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller priya = null!, dana = null!, maya = null!, sam = null!;
    private string danas = null!, desk = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        priya = await clinic.Person("priya", Role.Administrator);
        dana = await clinic.Person("dana", Role.Clinician);
        maya = await clinic.Person("maya", Role.Patient);
        sam = await clinic.Person("sam", Role.Patient);
        danas = await clinic.Team("dana's team", "therapy", dana);
        desk = await clinic.Team("front desk", "front-desk", dana);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task Waits_are_measured_from_what_is_stored()
    {
        var (hers, his) = (await clinic.Thread(maya, danas), await clinic.Thread(sam, desk));
        var item = await Wrote(maya, hers, HowSoon.Now);
        await Wrote(sam, his, HowSoon.Week);
        clinic.Clock.Advance(TimeSpan.FromMinutes(10));
        await Send(new ClaimItem(dana, item));
        clinic.Clock.Advance(TimeSpan.FromMinutes(20));
        await Wrote(maya, hers, HowSoon.None);
        clinic.Clock.Advance(TimeSpan.FromMinutes(30));
        await clinic.Writer.Run(tx => QueueIntake.StaffWrote(tx, hers, dana.Person!, clinic.Clock.GetUtcNow()));
        clinic.Clock.Advance(TimeSpan.FromMinutes(5));
        await Wrote(maya, hers, HowSoon.Now);
        clinic.Clock.Advance(TimeSpan.FromMinutes(31));

        var figures = (await Send(new ReadFigures(priya)))!;
        Assert.Equal(12, figures.Weeks.Count);
        Assert.All(figures.Weeks.SkipLast(1), week => Assert.Equal(0, week.Began));
        Assert.Equal(
            new WeekFigures(new DateOnly(2026, 11, 23), 3, 1, Both(10), Both(60)), figures.Weeks[^1]);
        Assert.Equal(new[] { danas, desk }.Order(), figures.Teams.Order());
        Assert.Equal((1, 0), Of((await Send(new ReadFigures(priya, desk)))!));
        Assert.Equal((2, 1), Of((await Send(new ReadFigures(priya, danas)))!));
    }

    [Fact]
    public async Task A_wait_that_began_before_the_first_week_is_in_none_and_begins_no_other()
    {
        var thread = await clinic.Thread(maya, danas);
        await Wrote(maya, thread, HowSoon.Week);
        await clinic.Write("UPDATE TriageDecisions SET At = At - 7 * 24 * 3600 * 1000 * 13");
        await clinic.Write("UPDATE QueueEvents SET At = At - 7 * 24 * 3600 * 1000 * 13");
        await Wrote(maya, thread, HowSoon.Week);

        Assert.All((await Send(new ReadFigures(priya)))!.Weeks, week => Assert.Equal(0, week.Began));
    }

    [Fact]
    public async Task Nobody_but_an_administrator_sees_figures()
    {
        Assert.Null(await Send(new ReadFigures(dana)));
        Assert.Null(await Send(new ReadFigures(maya)));
        await clinic.Write("UPDATE Accounts SET Role = 1 WHERE Id = ?1", priya.Account);
        Assert.Null(await Send(new ReadFigures(priya)));
    }

    private static (int, int) Of(ClinicFigures figures) => (figures.Weeks[^1].Began, figures.Weeks[^1].Overdue);

    private static Spread Both(int minutes) => new(TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(minutes));

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);

    private Task<Guid> Wrote(Caller patient, string thread, HowSoon soon) => clinic.Writer.Run(tx =>
        QueueIntake.PatientWrote(tx, thread, patient.Account, patient.Person!, soon, null, clinic.Clock.GetUtcNow()) ?? ItemStore.Open(tx, thread)!.Item.Id);
}
