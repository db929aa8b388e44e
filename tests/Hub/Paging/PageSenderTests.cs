using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Paging;
using CareConnect.Hub.Tests.Backplane;
using CareConnect.Hub.Tests.Paging.Providers;
using CareConnect.Protocol;
using MediatR;
using Microsoft.AspNetCore.SignalR.Client;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Paging;

/// <summary>The sender on the real database, with real providers on this machine.</summary>
public sealed class PageSenderTests : IAsyncLifetime
{
    private const string Number = "+13035550142";
    private readonly HttpProvider texts = new();
    private readonly HttpProvider calls = new();
    private readonly SmtpProvider mails = new();
    private readonly string secret = Path.GetTempFileName();
    private CareClinic clinic = null!;
    private Caller luis = null!;
    private Caller maya = null!;
    private Guid alert;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(secret, "a bearer secret of the test");
        clinic = await Open(settings: Settings());
        luis = await clinic.Person("luis", Role.Crisis);
        maya = await clinic.Person("maya", Role.Patient);
        await clinic.Team("crisis team", "crisis", luis);
        // The alert's own clocks would page as time moves; here the pages are the test's.
        await clinic.Get<AlertPager>().StopAsync(TestContext.Current.CancellationToken);
        await clinic.Get<CrisisAuditor>().StopAsync(TestContext.Current.CancellationToken);
        alert = NewId();
        await clinic.Writer.Run(tx => AlertIntake.Raise(tx, alert, maya.Account, Domain.Crisis.AlertCause.HelpButton, Now));
    }

    public async ValueTask DisposeAsync()
    {
        await clinic.DisposeAsync();
        await texts.DisposeAsync();
        await calls.DisposeAsync();
        await mails.DisposeAsync();
        File.Delete(secret);
    }

    [Fact]
    public async Task A_page_goes_out_by_each_way_and_the_board_says_so()
    {
        await Reach("sms");
        await Reach("voice");
        await Page();
        await Send();
        Assert.Equal("Crisis alert. Open CareConnect.", (await texts.Next()).Words);
        Assert.Equal("Crisis alert. Open CareConnect.", (await calls.Next()).Words);
        Assert.Equal(["board waiting 0", "sms sent 1", "voice sent 1"], Rows());
    }

    [Fact]
    public async Task What_the_clock_of_an_alert_pages_goes_out_at_once_and_waits_for_no_beat()
    {
        await Reach("sms");
        await clinic.Get<AlertPager>().RunDue();
        Assert.Equal("Crisis alert. Open CareConnect.", (await texts.Next()).Words);
    }

    [Fact]
    public async Task No_page_by_any_way_names_a_person_a_clinic_or_a_record()
    {
        using var browser = new PushBrowser();
        await using var service = new HttpProvider(browser);
        await Reach("sms");
        await Reach("voice");
        await Reach("email", "pager@mail.example");
        await Reach("push", browser.Subscription(service.Address));
        await clinic.Write("UPDATE Clinic SET Name = 'Harbor Clinic'");
        await Page();
        await Send();

        // The number and the address that it goes to are its envelope; all else names nobody.
        string[] pages = [(await texts.Next()).Text, (await calls.Next()).Text, (await service.Next()).Text, (await mails.Next()).Text];
        string[] never =
        [
            "maya", "luis", "harbor", "clinic", "denver", "help-button", maya.Account.ToString(), maya.Person!, luis.Account.ToString(), luis.Person!,
        ];
        foreach (var page in pages)
            Assert.Equal([], never.Where(word => page.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task While_nobody_has_it_a_page_is_tried_for_ever_with_one_key_and_pauses_that_grow_to_a_minute()
    {
        texts.Behaviour = Behaviour.HasTrouble;
        await Reach("sms");
        await Page();
        var keys = new HashSet<string>();
        var attempt = 0;
        foreach (var pause in (int[])[5, 10, 20, 40, 60, 60, 60])
        {
            await Send();
            keys.Add((await texts.Next()).Key);
            await Settled("sms", ++attempt);
            Assert.Equal(pause * 1000, clinic.Read(sql => sql.Number("SELECT DueAt - ?1 FROM Pages WHERE Way = 'sms'", Now.ToUnixTimeMilliseconds())));
            Assert.Equal(0, await Send());
            clinic.Clock.Advance(TimeSpan.FromSeconds(pause));
        }

        Assert.Single(keys);
        Assert.StartsWith("sms waiting", Rows().Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pause_that_a_provider_asks_for_is_kept_up_to_a_minute()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), PageLeases.Pause(1, TimeSpan.FromSeconds(2)));
        Assert.Equal(TimeSpan.FromSeconds(40), PageLeases.Pause(1, TimeSpan.FromSeconds(40)));
        Assert.Equal(TimeSpan.FromSeconds(60), PageLeases.Pause(1, TimeSpan.FromDays(9)));
        Assert.Equal(TimeSpan.FromSeconds(60), PageLeases.Pause(2_000_000_000, null));
    }

    [Fact]
    public async Task Once_somebody_has_it_nobody_is_woken()
    {
        texts.Behaviour = Behaviour.HasTrouble;
        await Reach("sms");
        await Page();
        await Send();
        await Ask(new TakeAlert(luis, alert));
        clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await Send());
        Assert.Equal(["board stopped 0", "sms stopped 1 try-later"], Rows());
    }

    [Fact]
    public async Task Who_has_it_is_asked_again_until_they_reached_the_patient()
    {
        texts.Behaviour = Behaviour.HasTrouble;
        await Reach("sms");
        await Ask(new TakeAlert(luis, alert));
        await clinic.Writer.Run(tx => PageOutbox.Write(tx, alert, 7, -1, [new(luis.Person!)], Now, drill: false));
        await Send();
        Assert.Equal("sms waiting 1 try-later", Rows().Last());

        await Ask(new MakeContact(luis, alert));
        Assert.Equal("sms stopped 1 try-later", Rows().Last());
    }

    [Fact]
    public async Task A_page_that_was_leased_when_somebody_took_it_does_not_come_back()
    {
        texts.Behaviour = Behaviour.Stalls;
        await Reach("sms");
        await Page();
        var sending = Send();
        await texts.Next();
        await Ask(new TakeAlert(luis, alert));
        clinic.Clock.Advance(IPageWay.Patience);
        await sending;
        Assert.Equal("sms stopped 1", Rows().Last());
    }

    [Fact]
    public async Task A_drill_that_nobody_stopped_ends_by_itself()
    {
        texts.Behaviour = Behaviour.HasTrouble;
        await Reach("sms");
        var drill = NewId();
        await clinic.Writer.Run(tx => PageOutbox.Write(tx, drill, 0, 0, [new(luis.Person!)], Now, drill: true));
        await Send();
        Assert.Equal("Drill. Open CareConnect.", (await texts.Next()).Words);
        clinic.Clock.Advance(PageLeases.LongestDrill);
        Assert.Equal(0, await Send());
        await Eventually.TrueAsync(() => clinic.Read(sql => Hub.Paging.Pages.Of(sql, drill)).Last().State == "stopped", "an old drill is stopped");
    }

    [Fact]
    public async Task A_provider_that_stalls_holds_up_no_other_and_a_drill_no_alert()
    {
        texts.Behaviour = Behaviour.Stalls;
        await Reach("sms");
        await Reach("voice");
        for (var i = 0; i < 40; i++)
        {
            var drill = NewId();
            await clinic.Writer.Run(tx => PageOutbox.Write(tx, drill, 0, 0, [new(luis.Person!)], Now, drill: true));
        }

        var sending = Send();
        for (var i = 0; i < PageSender.AtOnce / 2; i++) await calls.Next();
        await Page();
        var second = Send();
        var arrived = new List<string>();
        while (!arrived.Contains("Crisis alert. Open CareConnect.")) arrived.Add((await texts.Next()).Words);

        // Half the room for texts is kept from drills, so the alert's text went out beside them.
        Assert.InRange(arrived.Count, 1, PageSender.AtOnce / 2 + 1);
        clinic.Clock.Advance(IPageWay.Patience);
        await Task.WhenAll(sending, second);
    }

    [Fact]
    public async Task A_sender_that_was_killed_leaves_a_lease_that_runs_out()
    {
        await Reach("sms");
        await Page();
        // As far as a killed process came: leased, perhaps sent, nothing settled.
        var lost = Assert.Single(await clinic.Writer.Run(tx => PageLeases.Take(tx, PageWay.Sms, 9, 9, Now)));
        Assert.Equal(0, await Send());

        clinic.Clock.Advance(PageLeases.Lease);
        await Send();
        Assert.Equal(lost.Id, Guid.Parse((await texts.Next()).Key));
        await Settled("sms", 2);
        Assert.Equal("sms sent 2", Rows().Last());

        // It was not dead after all: what it says now counts no more.
        Assert.False(await clinic.Writer.Run(tx => PageLeases.Settle(tx, lost, PageResult.Never(PageError.Refused), Now)));
        Assert.Equal("sms sent 2", Rows().Last());
    }

    [Fact]
    public void Looking_for_what_is_due_reads_what_waits_and_not_all_of_history() => Assert.Contains(
        clinic.Read(sql => sql.List("EXPLAIN QUERY PLAN " + PageLeases.Due, row => row.GetString(3), "sms", 0L, 0L, 1)),
        step => step.Contains("IX_Pages_Waiting", StringComparison.Ordinal));

    [Fact]
    public async Task Two_senders_lease_a_page_once()
    {
        await Reach("sms");
        await Page();
        Assert.Single(await clinic.Writer.Run(tx => PageLeases.Take(tx, PageWay.Sms, 9, 9, Now)));
        Assert.Empty(await clinic.Writer.Run(tx => PageLeases.Take(tx, PageWay.Sms, 9, 9, Now)));
    }

    [Fact]
    public async Task A_clock_that_is_put_back_strands_no_page()
    {
        await Reach("sms");
        await Page();
        await clinic.Write("UPDATE Pages SET DueAt = DueAt + 86400000, LeaseUntil = DueAt + 86400000");
        await Send();
        Assert.Equal("sms sent 1", Rows().Last());
    }

    [Fact]
    public async Task What_can_never_arrive_is_said_on_the_board()
    {
        texts.Behaviour = Behaviour.RefusesTheAddress;
        await Reach("sms");
        await clinic.Reach(luis, "voice", kept: [1, 2, 3]);
        await Page();
        await Send();
        Assert.Equal(
            ["board waiting 0", "sms failed 1 refused", "voice failed 1 unreadable"], Rows());
    }

    [Fact]
    public async Task A_subscription_that_ended_is_paged_no_more()
    {
        using var browser = new PushBrowser();
        await using var service = new HttpProvider(browser) { Answer = "410 Gone" };
        var method = await Reach("push", browser.Subscription(service.Address));
        await Page();
        await Send();
        Assert.Equal("push failed 1 gone", Rows().Last());
        Assert.Equal(Now.ToUnixTimeMilliseconds(), clinic.Read(sql => sql.Number("SELECT GoneAt FROM ContactMethods WHERE Id = ?1", method)));
        Assert.Empty(clinic.Read(sql => Reachability.Of(sql, luis.Person!)).Ways);
    }

    [Fact]
    public async Task What_a_browser_showed_is_delivered_and_stays_so()
    {
        using var browser = new PushBrowser();
        await using var service = new HttpProvider(browser) { Behaviour = Behaviour.Stalls };
        await Reach("push", browser.Subscription(service.Address));
        await Page();
        var sending = Send();
        var page = Guid.Parse((await service.Next()).Key);
        Assert.True(await Ask(new PageShown(page)));
        clinic.Clock.Advance(IPageWay.Patience);
        await sending;
        Assert.Equal("push delivered 1", Rows().Last());
        Assert.False(await Ask(new PageShown(NewId())));
    }

    [Fact]
    public async Task A_text_message_is_not_called_shown_by_who_knows_its_key()
    {
        await Reach("sms");
        await Page();
        await Send();
        Assert.False(await Ask(new PageShown(Guid.Parse((await texts.Next()).Key))));
        Assert.Equal("sms sent 1", Rows().Last());
    }

    [Fact]
    public async Task A_board_that_shows_the_alert_has_the_page()
    {
        await Page();
        var amari = await clinic.Person("amari", Role.Crisis);
        Assert.Equal(HubErrors.NotAllowed, (await Ask(new AlertShown(amari, alert))).Error);
        var device = await clinic.Connect(luis);
        Assert.Null((await device.Hub.InvokeAsync<Reply>("AlertShown", alert, TestContext.Current.CancellationToken)).Error);
        Assert.Equal("board delivered 0", Rows().Single());
        await device.Told((AlertRow row) => row.Pages.Any(page => page.State == "delivered"));
    }

    [Fact]
    public async Task A_patient_is_not_told_how_responders_are_reached()
    {
        var device = await clinic.Connect(maya);
        await Page();
        await Ask(new AlertShown(luis, alert));
        Assert.Empty((await device.Told((AlertRow _) => true)).Pages);
        Assert.Empty((await Ask(new ShowMyAlert(maya))).Alert!.Pages);
        Assert.NotEmpty((await Ask(new ShowBoard(luis))).Alerts.Single().Pages);
    }

    [Fact]
    public async Task The_sender_itself_sends_as_soon_as_it_is_woken()
    {
        await Reach("sms");
        await Page();
        clinic.Get<PageSender>().Wake();
        await texts.Next();
    }

    private DateTimeOffset Now => clinic.Clock.GetUtcNow();

    private (string, string)[] Settings() =>
    [
        ("Paging:Sms:Url", texts.Address.AbsoluteUri), ("Paging:Sms:SecretFile", secret),
        ("Paging:Voice:Url", calls.Address.AbsoluteUri), ("Paging:Voice:SecretFile", secret),
        ("Paging:Push:Contact", "mailto:it@pages.example"), ("Paging:Push:Hosts:0", "127.0.0.1"),
        ("Paging:Mail:Host", "127.0.0.1"), ("Paging:Mail:Port", $"{mails.Port}"), ("Paging:Mail:Tls", "false"),
        ("Paging:Mail:From", "care@pages.example"), ("Paging:Address", "https://care.example/"),
    ];

    private Guid NewId() => Guid.CreateVersion7(clinic.Clock.GetUtcNow());

    private Task<Guid> Reach(string way, string address = Number) =>
        clinic.Reach(luis, way, address);

    private Task Page() => clinic.Writer.Run(tx => PageOutbox.Write(tx, alert, 0, 0, [new PersonId(luis.Person!)], Now, drill: false));

    private Task<int> Send() => clinic.Get<PageSender>().SendDue(TestContext.Current.CancellationToken);

    /// <summary>The sender of the program beats as the clock goes on: whoever made this attempt, it is over.</summary>
    private Task Settled(string way, int attempts) => Eventually.TrueAsync(
        () => clinic.Read(sql => sql.Any(
            "SELECT 1 FROM Pages WHERE Way = ?1 AND Attempts = ?2 AND (LeaseUntil = 0 OR State <> 'waiting')", way, attempts)),
        $"attempt {attempts} by {way} is over");

    private string[] Rows() =>
        [.. clinic.Read(sql => Hub.Paging.Pages.Of(sql, alert)).Select(row => $"{row.Way} {row.State} {row.Attempts} {row.Error}".Trim())];

    private Task<T> Ask<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);
}
