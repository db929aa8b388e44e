using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Paging;
using CareConnect.Protocol;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Paging;

public sealed class PageOutboxTests : IAsyncLifetime
{
    private static readonly Guid Alert = new("01980000-0000-7000-8000-000000000001");
    private CareClinic clinic = null!;
    private Caller luis = null!;
    private Caller amari = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        (luis, amari) = (await clinic.Person("luis", Role.Crisis), await clinic.Person("amari", Role.Crisis));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task A_step_pages_the_board_and_every_verified_way_of_each_person()
    {
        await clinic.Reach(luis, "push");
        await clinic.Reach(luis, "sms", verified: false);
        await clinic.Reach(luis, "push", gone: true);
        await clinic.Reach(amari, "email");

        await Write(0, 0, luis, amari);

        Assert.Equal(
            new[] { (luis.Person!, "board"), (luis.Person!, "push"), (amari.Person!, "board"), (amari.Person!, "email") }.Order(),
            Pages().Select(page => (page.Person, page.Way)).Order());
        Assert.All(Pages(), page => Assert.Equal(("waiting", 0, (string?)null), (page.State, page.Attempts, page.Error)));
    }

    [Fact]
    public async Task A_step_that_is_written_twice_pages_once()
    {
        await clinic.Reach(luis, "push");
        await Write(0, 0, luis);
        var before = clinic.Read(sql => sql.List("SELECT Id FROM Pages ORDER BY Id", row => row.GetGuid(0)));

        await Write(0, 0, luis);

        Assert.Equal(before, clinic.Read(sql => sql.List("SELECT Id FROM Pages ORDER BY Id", row => row.GetGuid(0))));
    }

    [Fact]
    public async Task The_next_page_of_a_person_stands_for_the_one_that_still_waits()
    {
        await clinic.Reach(luis, "sms");
        await Write(0, 0, luis);
        await Write(0, 1, amari);
        await Write(1, 0, luis);

        Assert.Equal(
            ["0/0 board stopped", "0/0 sms stopped", "0/1 board waiting", "1/0 board waiting", "1/0 sms waiting"],
            clinic.Read(sql => sql.List(
                "SELECT Round || '/' || Step || ' ' || Way || ' ' || State FROM Pages ORDER BY Round, Step, Way", row => row.GetString(0))));
        Assert.All(Pages(), page => Assert.Equal("waiting", page.State));
    }

    [Fact]
    public async Task Pages_of_two_alerts_are_apart()
    {
        var other = new Guid("01980000-0000-7000-8000-000000000002");
        await Write(0, 0, luis);
        await clinic.Writer.Run(tx => PageOutbox.Write(tx, other, 0, 0, [new(luis.Person!)], clinic.Clock.GetUtcNow(), drill: true));

        await clinic.Writer.Run(tx => PageOutbox.Stop(tx, Alert, clinic.Clock.GetUtcNow()));

        Assert.Equal("stopped", Assert.Single(Pages()).State);
        Assert.Equal("waiting", Assert.Single(clinic.Read(sql => Hub.Paging.Pages.Of(sql, other))).State);
    }

    [Fact]
    public async Task A_person_is_reached_by_what_is_verified_and_checked_by_what_came_back()
    {
        Assert.Equal(("", null, ""), Reachable(luis));

        await clinic.Reach(luis, "sms", verified: false);
        await clinic.Reach(luis, "push", checkedAt: At(24, 7, 50));
        await clinic.Reach(luis, "push", checkedAt: At(24, 7, 52));
        await clinic.Reach(luis, "email", checkedAt: At(23, 9));
        Assert.Equal(("push email", At(24, 7, 52), "push email"), Reachable(luis));

        // A new check begins: what came back before it no longer says anything about today.
        await clinic.Write("INSERT INTO ContactChecks (Person, StartedAt, Sends, SendsSince) VALUES (?1, ?2, 0, 0)", luis.Person, At(24, 7, 51).ToUnixTimeMilliseconds());
        Assert.Equal(("push email", At(24, 7, 52), "push"), Reachable(luis));
    }

    private Task Write(int round, int step, params Caller[] people) => clinic.Writer.Run(tx => PageOutbox.Write(
        tx, Alert, round, step, [.. people.Select(person => new PersonId(person.Person!))],
        clinic.Clock.GetUtcNow().AddSeconds(round), drill: false));

    private PageRow[] Pages() => clinic.Read(sql => Hub.Paging.Pages.Of(sql, Alert));

    private (string Ways, DateTimeOffset? At, string Reached) Reachable(Caller caller)
    {
        var (ways, at, reached) = clinic.Read(sql => Reachability.Of(sql, caller.Person!));
        return (string.Join(' ', ways), at, string.Join(' ', reached));
    }
}
