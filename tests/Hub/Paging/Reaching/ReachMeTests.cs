using System.Text;
using System.Text.RegularExpressions;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Paging;
using CareConnect.Hub.Paging.Reaching;
using CareConnect.Hub.Tests.Paging.Providers;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Paging.Reaching;

/// <summary>Ways of being reached count once a code came back by them.</summary>
public sealed partial class ReachMeTests : IAsyncLifetime
{
    private const string Number = "+1 303 555 0142";
    private readonly HttpProvider texts = new();
    private readonly string secret = Path.GetTempFileName();
    private CareClinic clinic = null!;
    private Caller luis = null!;
    private Caller dana = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(secret, "a bearer secret of the test");
        clinic = await Open(settings: [("Paging:Sms:Url", texts.Address.AbsoluteUri), ("Paging:Sms:SecretFile", secret)]);
        (luis, dana) = (await clinic.Person("luis", Role.Crisis), await clinic.Person("dana", Role.Clinician));
        await clinic.Team("crisis team", "crisis", luis);
    }

    public async ValueTask DisposeAsync()
    {
        await clinic.DisposeAsync();
        await texts.DisposeAsync();
        File.Delete(secret);
    }

    [Fact]
    public async Task A_way_is_paged_from_the_moment_its_code_came_back()
    {
        var added = await Ask(new AddWay(luis, "sms", Number, "en"));
        Assert.Null(added.Error);
        Assert.Empty(Reach().Ways);
        Assert.Equal(("••• 0142", false, true), (await Mine()) switch { var way => (way.Shown, way.Proven, way.Awaiting) });

        var code = await Code();
        Assert.Equal(WayError.WrongCode, (await Ask(new ProveWay(luis, added.Method!.Value, Other(code)))).Error);
        Assert.Empty(Reach().Ways);
        Assert.Null((await Ask(new ProveWay(luis, added.Method.Value, $" {code[..3]} {code[3..]} "))).Error);

        Assert.Equal(["sms"], Reach().Ways);
        Assert.Equal((clinic.Clock.GetUtcNow(), "sms"), (Reach().CheckedAt!.Value, Assert.Single(Reach().Reached)));
        Assert.Equal((true, false, true), (await Mine()) switch { var way => (way.Proven, way.Awaiting, way.CheckedNow) });
        Assert.Equal(WayError.CodeOver, (await Ask(new ProveWay(luis, added.Method.Value, code))).Error);
    }

    [Fact]
    public async Task A_code_is_over_after_ten_minutes_five_guesses_or_the_next_one()
    {
        var method = await Added();
        var code = await Code();
        clinic.Clock.Advance(ContactCodes.Lifetime);
        Assert.Equal(WayError.CodeOver, (await Ask(new ProveWay(luis, method, code))).Error);

        Assert.Null((await Ask(new SendWayCode(luis, method))).Error);
        code = await Code();
        for (var guess = 0; guess < ContactCodes.Guesses; guess++)
            Assert.Equal(WayError.WrongCode, (await Ask(new ProveWay(luis, method, Other(code)))).Error);
        Assert.Equal(WayError.CodeOver, (await Ask(new ProveWay(luis, method, code))).Error);

        Assert.Null((await Ask(new SendWayCode(luis, method))).Error);
        var before = await Code();
        Assert.Null((await Ask(new SendWayCode(luis, method))).Error);
        var newest = await Code();
        if (before != newest) Assert.Equal(WayError.WrongCode, (await Ask(new ProveWay(luis, method, before))).Error);
        Assert.Null((await Ask(new ProveWay(luis, method, newest))).Error);
    }

    [Fact]
    public async Task A_person_may_ask_for_so_many_codes_an_hour_whatever_they_remove()
    {
        for (var i = 0; i < ContactCodes.PerHour; i++)
        {
            var added = await Ask(new AddWay(luis, "sms", $"+1303555{1000 + i}", "en"));
            Assert.Null(added.Error);
            await texts.Next();
            await Ask(new RemoveWay(luis, added.Method!.Value));
        }

        var refused = await Ask(new AddWay(luis, "sms", Number, "en"));
        Assert.Equal(WayError.Busy, refused.Error);
        clinic.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null((await Ask(new SendWayCode(luis, refused.Method!.Value))).Error);
        await texts.Next();
    }

    [Fact]
    public async Task A_person_has_so_many_ways_and_the_same_one_once()
    {
        for (var i = 0; i < AddWay.Most; i++) Assert.Null((await Ask(new AddWay(luis, "sms", $"+1303555{1000 + i}", "en"))).Error);
        Assert.Equal(WayError.TooMany, (await Ask(new AddWay(luis, "sms", Number, "en"))).Error);
        Assert.Null((await Ask(new AddWay(luis, "sms", "+1 303 555 1000", "en"))).Error);
        Assert.Equal(AddWay.Most, (await Ask(new ListWays(luis)))!.Ways.Count);
    }

    [Fact]
    public async Task What_the_clinic_has_not_set_up_is_neither_offered_nor_added()
    {
        Assert.Equal(["sms"], (await Ask(new ListWays(luis)))!.Offered);
        Assert.Equal(WayError.NotConfigured, (await Ask(new AddWay(luis, "email", "luis@clinic.example", "en"))).Error);
        Assert.Equal(WayError.NotConfigured, (await Ask(new AddWay(luis, "board", "x", "en"))).Error);
        Assert.Equal(WayError.BadAddress, (await Ask(new AddWay(luis, "sms", "303 555 0142", "en"))).Error);
        Assert.Null(await Ask(new ReadPushKey(luis)));
    }

    [Fact]
    public async Task A_way_that_the_clinic_took_away_fails_by_name()
    {
        await clinic.Reach(luis, "email", "luis@pages.example");
        var drill = Guid.CreateVersion7(clinic.Clock.GetUtcNow());
        await clinic.Writer.Run(tx => PageOutbox.Write(tx, drill, 0, 0, [new(luis.Person!)], clinic.Clock.GetUtcNow(), drill: true));
        await clinic.Get<PageSender>().SendDue(TestContext.Current.CancellationToken);
        var page = clinic.Read(sql => Hub.Paging.Pages.Of(sql, drill)).Last();
        Assert.Equal(("email", "failed", "not-configured"), (page.Way, page.State, page.Error));
    }

    [Fact]
    public async Task A_code_that_the_provider_did_not_take_is_not_called_sent()
    {
        texts.Behaviour = Behaviour.HasTrouble;
        var added = await Ask(new AddWay(luis, "sms", Number, "en"));
        Assert.Equal(WayError.NotSent, added.Error);
        texts.Behaviour = Behaviour.Takes;
        await texts.Next();
        Assert.Null((await Ask(new SendWayCode(luis, added.Method!.Value))).Error);
    }

    [Fact]
    public async Task Ones_ways_are_ones_own()
    {
        var method = await Added();
        var code = await Code();
        Assert.Equal(WayError.NotFound, (await Ask(new ProveWay(dana, method, code))).Error);
        Assert.Equal(WayError.NotFound, (await Ask(new SendWayCode(dana, method))).Error);
        Assert.Equal(WayError.NotFound, (await Ask(new RemoveWay(dana, method))).Error);
        Assert.Empty((await Ask(new ListWays(dana)))!.Ways);
        Assert.Null((await Ask(new ProveWay(luis, method, code))).Error);
    }

    [Fact]
    public async Task Only_staff_whom_the_clinic_lists_have_ways()
    {
        var maya = await clinic.Person("maya", Role.Patient);
        await clinic.Drop(Id("clinic"), dana.Person!);
        foreach (var caller in (Caller[])[maya, dana])
        {
            Assert.Null(await Ask(new ListWays(caller)));
            Assert.Equal(WayError.NotAllowed, (await Ask(new AddWay(caller, "sms", Number, "en"))).Error);
            Assert.Equal(WayError.NotAllowed, (await Ask(new SendWayCode(caller, Guid.Empty))).Error);
            Assert.Equal(WayError.NotAllowed, (await Ask(new ProveWay(caller, Guid.Empty, "1"))).Error);
            Assert.Equal(WayError.NotAllowed, (await Ask(new RemoveWay(caller, Guid.Empty))).Error);
            Assert.Equal(WayError.NotAllowed, (await Ask(new CheckWays(caller))).Error);
        }
    }

    [Fact]
    public async Task A_check_sends_a_code_by_each_way_and_counts_only_what_comes_back()
    {
        var first = await Proven(Number);
        var second = await Proven("+1 303 555 0143");
        clinic.Clock.Advance(TimeSpan.FromHours(9));

        Assert.Null((await Ask(new CheckWays(luis))).Error);
        string[] codes = [await Code(), await Code()];
        Assert.Equal(["sms"], Reach().Ways);
        Assert.Null(Reach().CheckedAt);
        foreach (var code in codes)
        {
            if ((await Ask(new ProveWay(luis, first, code))).Error is null) break;
        }

        Assert.Equal((clinic.Clock.GetUtcNow(), "sms"), (Reach().CheckedAt!.Value, Assert.Single(Reach().Reached)));
        var ways = (await Ask(new ListWays(luis)))!.Ways.ToDictionary(way => way.Method, way => way.CheckedNow);
        Assert.True(ways[first]);
        Assert.False(ways[second]);
    }

    [Fact]
    public void A_shift_that_began_asks_for_a_check_until_one_began_or_all_ways_came_back()
    {
        var way = new MyWay(Guid.Empty, "sms", "", true, false, false, At(24, 7), true, null);
        var my = new MyWays([way], ["sms"], At(24, 8), null, true);
        Assert.True(my.ToBeChecked);
        Assert.True((my with { CheckBegan = At(23, 8) }).ToBeChecked);
        Assert.False((my with { CheckBegan = At(24, 8) }).ToBeChecked);
        Assert.False((my with { Ways = [way with { CheckedAt = At(24, 8) }] }).ToBeChecked);
        Assert.True((my with { Ways = [way with { CheckedAt = At(24, 8) }, way] }).ToBeChecked);
        Assert.True((my with { Ways = [] }).ToBeChecked);
        Assert.False((my with { ShiftBegan = null }).ToBeChecked);
        Assert.False((my with { Offered = [], Ways = [] }).ToBeChecked);
    }

    [Fact]
    public async Task Who_removes_a_way_is_not_paged_by_it_any_more()
    {
        var method = await Proven(Number);
        var alert = Guid.CreateVersion7(clinic.Clock.GetUtcNow());
        await clinic.Writer.Run(tx => PageOutbox.Write(tx, alert, 0, 0, [new(luis.Person!)], clinic.Clock.GetUtcNow(), drill: true));
        Assert.Null((await Ask(new RemoveWay(luis, method))).Error);
        Assert.Equal(0, await clinic.Get<PageSender>().SendDue(TestContext.Current.CancellationToken));
        Assert.Equal("stopped", clinic.Read(sql => Hub.Paging.Pages.Of(sql, alert)).Last().State);
    }

    [Fact]
    public async Task Neither_number_nor_code_stands_in_the_database()
    {
        await Added();
        var code = await Code();
        foreach (var file in Directory.EnumerateFiles(clinic.Folder))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var all = new MemoryStream();
            await open.CopyToAsync(all, TestContext.Current.CancellationToken);
            Assert.True(all.ToArray().AsSpan().IndexOf("3035550142"u8) < 0, $"The number stands in {Path.GetFileName(file)}");
        }

        var kept = clinic.Read(sql => sql.First("SELECT Salt, Hash FROM ContactCodes", row => ((byte[])row[0]).Concat((byte[])row[1]).ToArray()))!;
        Assert.True(kept.AsSpan().IndexOf(Encoding.UTF8.GetBytes(code)) < 0);
        Assert.Equal(48, kept.Length);
    }

    [Fact]
    public void What_is_asked_for_is_never_printed()
    {
        Assert.DoesNotContain("303", new AddWay(luis, "sms", Number, "en").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("409317", new ProveWay(luis, Guid.Empty, "409317").ToString(), StringComparison.Ordinal);
    }

    private async Task<Guid> Added(string number = Number)
    {
        var added = await Ask(new AddWay(luis, "sms", number, "en"));
        Assert.Null(added.Error);
        return added.Method!.Value;
    }

    private async Task<Guid> Proven(string number)
    {
        var method = await Added(number);
        Assert.Null((await Ask(new ProveWay(luis, method, await Code()))).Error);
        return method;
    }

    private async Task<string> Code() => SixDigits().Match((await texts.Next()).Words).Value;

    private static string Other(string code) => code == "000000" ? "111111" : "000000";

    private async Task<MyWay> Mine() => Assert.Single((await Ask(new ListWays(luis)))!.Ways);

    private Reachable Reach() => clinic.Read(sql => Reachability.Of(sql, luis.Person!));

    private Task<T> Ask<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);

    [GeneratedRegex("[0-9]{6}$")]
    private static partial Regex SixDigits();
}
