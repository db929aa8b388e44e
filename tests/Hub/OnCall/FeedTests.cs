using CareConnect.Hub.OnCall;
using CareConnect.Protocol;
using static CareConnect.Hub.Tests.CareClinic;
using static CareConnect.Hub.Tests.OnCall.OnCallClinic;

namespace CareConnect.Hub.Tests.OnCall;

public sealed class FeedTests
{
    [Fact]
    public async Task A_link_gives_ones_own_shifts_or_everybodys()
    {
        await using var clinic = await Open();
        await clinic.Save(clinic.Priya, 0, Days(clinic.Luis), Nights(clinic.Amari));
        var mine = await Shifts(clinic, await clinic.Ask(new MakeFeed(clinic.Luis, Mine: true)));
        var all = await Shifts(clinic, await clinic.Ask(new MakeFeed(clinic.Luis, Mine: false)));
        Assert.All(mine!.Shifts, shift => Assert.Equal(clinic.Luis.Person, shift.Person.Value));
        Assert.Equal(2, all!.Shifts.Select(shift => shift.Person).Distinct().Count());
        Assert.All(all.Shifts, shift => Assert.Equal(12, (shift.Until - shift.From).TotalHours));
        Assert.Equal(At(24, 10), all.Shifts[0].ChangedAt);
    }

    [Fact]
    public async Task Only_the_hash_of_a_link_is_stored_and_nothing_prints_it()
    {
        await using var clinic = await Open();
        var made = await clinic.Ask(new MakeFeed(clinic.Luis, Mine: true));
        Assert.Equal(43, made.Token!.Length);
        Assert.False(clinic.Clinic.Read(sql => sql.Any("SELECT 1 FROM OnCallFeeds WHERE instr(CAST(TokenHash AS TEXT), ?1)", made.Token)));
        Assert.DoesNotContain(made.Token, made.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(made.Token, new ReadFeed(made.Token).ToString(), StringComparison.Ordinal);
        Assert.Equal(32, clinic.Clinic.Read(sql => sql.Bytes("SELECT TokenHash FROM OnCallFeeds"))!.Length);
    }

    [Fact]
    public async Task A_link_that_was_taken_back_or_whose_owner_left_answers_nothing()
    {
        await using var clinic = await Open();
        var made = await clinic.Ask(new MakeFeed(clinic.Amari, Mine: true));
        var other = await clinic.Ask(new MakeFeed(clinic.Amari, Mine: false));
        Assert.NotNull(await Shifts(clinic, made));
        var feeds = await clinic.Ask(new ListFeeds(clinic.Amari));
        Assert.Equal(HubErrors.NotFound, (await clinic.Ask(new RevokeFeed(clinic.Luis, feeds[0].Id))).Error);
        Assert.Null((await clinic.Ask(new RevokeFeed(clinic.Amari, feeds.Single(feed => feed.Mine).Id))).Error);
        Assert.Null(await Shifts(clinic, made));
        Assert.NotNull(await Shifts(clinic, other));

        await clinic.Clinic.Drop(Team, clinic.Amari.Person!);
        Assert.Null(await Shifts(clinic, other));
        Assert.Null(await clinic.Ask(new ReadFeed(new string('A', 43))));
    }

    [Fact]
    public async Task One_person_has_no_more_than_ten_links_at_a_time()
    {
        await using var clinic = await Open();
        for (var i = 0; i < 10; i++) Assert.Null((await clinic.Ask(new MakeFeed(clinic.Luis, Mine: true))).Error);
        Assert.Equal(HubErrors.TooLarge, (await clinic.Ask(new MakeFeed(clinic.Luis, Mine: true))).Error);
        Assert.Null((await clinic.Ask(new MakeFeed(clinic.Amari, Mine: true))).Error);
    }

    private static Task<FeedShifts?> Shifts(OnCallClinic clinic, MadeFeed made) => clinic.Ask(new ReadFeed(made.Token!));
}
