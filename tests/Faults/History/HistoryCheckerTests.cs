namespace CareConnect.Faults.Tests.History;

/// <summary>A checker that lets a broken history pass proves nothing: each kind of break is shown to it.</summary>
public sealed class HistoryCheckerTests
{
    private static readonly Guid Alert = Guid.Parse("00000000-0000-7000-8000-000000000001");
    private const string Thread = "thread";
    private static readonly string[] Readers = ["maya", "dana"];

    // Maya writes, Dana reads and answers; one alert is raised, taken and closed.
    private static readonly Happening[] Good =
    [
        new Sent(1, "maya", Thread, "a"),
        new Acknowledged(2, "maya", Thread, "a", 2),
        new Pushed(3, "dana", Thread, 2, "h2"),
        new Fetched(5, "dana", Thread, 2, Began: 4),
        new Applied(6, "dana", Thread, 2, "a"),
        new Sent(7, "dana", Thread, "b"),
        new Acknowledged(8, "dana", Thread, "b", 3),
        new Applied(9, "dana", Thread, 3, "b"),
        new Applied(10, "maya", Thread, 2, "a"),
        new Died(11, "maya"),
        new Applied(12, "maya", Thread, 2, "a"),
        new Applied(13, "maya", Thread, 3, "b"),
        new Raising(14, "maya", Alert),
        new Raised(15, "maya", Alert, Alert),
        new Took(16, "luis", Alert),
    ];

    private static readonly LogLine[] Log = [new(1, null, null, "h1"), new(2, "maya", "a", "h2"), new(3, "dana", "b", "h3")];

    private static readonly AlertEnd Closed = new(Alert, "maya", "closed", "luis", null, [new("raised", 1000, "maya"), new("paged", 1100, null), new("acknowledged", 2000, "luis"), new("closed", 3000, "luis")]);

    [Fact]
    public void A_good_history_passes() => Assert.Empty(HistoryChecker.Check(Good, End()));

    [Fact]
    public void What_was_acknowledged_and_is_not_in_the_log_is_lost()
    {
        LogLine[] shorter = [.. Log[..2]];
        Assert.Contains(Breach.Lost, Breaches([.. Good.Where(each => each is not Applied { Words: "b" })], End(shorter)));
    }

    [Fact]
    public void What_is_in_the_log_without_an_acknowledgement_is_no_breach() =>
        Assert.Empty(HistoryChecker.Check([.. Good.Where(each => each is not Acknowledged)], End()));

    [Fact]
    public void What_was_never_acknowledged_may_be_missing() =>
        Assert.Empty(HistoryChecker.Check([.. Good, new Sent(20, "maya", Thread, "c")], End()));

    [Fact]
    public void The_same_words_twice_in_the_log_are_doubled() =>
        Assert.Contains(Breach.Doubled, Breaches(Good, End([.. Log, new(4, "maya", "a", "h4")])));

    [Fact]
    public void Two_numbers_for_one_message_are_doubled() =>
        Assert.Contains(Breach.Doubled, Breaches([.. Good, new Acknowledged(20, "maya", Thread, "a", 3)], End()));

    [Fact]
    public void What_was_sent_after_an_acknowledgement_must_not_stand_before_it()
    {
        LogLine[] swapped = [Log[0], new(2, "dana", "b", "h2"), new(3, "maya", "a", "h3")];
        Happening[] history = [new Sent(1, "maya", Thread, "a"), new Acknowledged(2, "maya", Thread, "a", 3), new Sent(3, "dana", Thread, "b"), .. AllRead(swapped, 10)];
        Assert.Equal([Breach.Reordered], Breaches(history, End(swapped) with { Alerts = [] }));
    }

    [Fact]
    public void What_was_sent_at_the_same_time_may_stand_either_way()
    {
        LogLine[] swapped = [Log[0], new(2, "dana", "b", "h2"), new(3, "maya", "a", "h3")];
        Happening[] history = [new Sent(1, "maya", Thread, "a"), new Sent(2, "dana", Thread, "b"), new Acknowledged(3, "maya", Thread, "a", 3), .. AllRead(swapped, 10)];
        Assert.Empty(HistoryChecker.Check(history, End(swapped) with { Alerts = [] }));
    }

    [Fact]
    public void Words_from_nobody_are_a_phantom() =>
        Assert.Contains(Breach.Phantom, Breaches(Good, End([.. Log, new(4, "maya", "never said", "h4")])));

    [Fact]
    public void Words_under_another_name_are_a_phantom() =>
        Assert.Equal([Breach.Phantom], Breaches(Good, End([Log[0], Log[1] with { Author = "dana" }, Log[2]])));

    [Fact]
    public void A_push_of_what_the_log_does_not_hold_is_a_phantom()
    {
        Assert.Equal([Breach.Phantom], Breaches([.. Good, new Pushed(20, "dana", Thread, 4, "h4")], End()));
        Assert.Equal([Breach.Phantom], Breaches([.. Good, new Pushed(20, "dana", Thread, 3, "other")], End()));
    }

    [Fact]
    public void A_reader_who_misses_one_was_not_delivered_to() =>
        Assert.Equal([Breach.NotDelivered], Breaches([.. Good.Where(each => each is not Applied { Client: "dana", Words: "b" })], End()));

    [Fact]
    public void Who_died_must_read_everything_again() =>
        Assert.Equal([Breach.NotDelivered, Breach.NotDelivered], Breaches([.. Good, new Died(20, "dana")], End()));

    [Fact]
    public void Applying_one_twice_or_backwards_is_a_second_order()
    {
        Assert.Equal([Breach.Diverged], Breaches([.. Good, new Applied(20, "dana", Thread, 3, "b")], End()));
        Assert.Equal([Breach.Diverged], Breaches([.. Good, new Applied(20, "dana", Thread, 2, "a")], End()));
    }

    [Fact]
    public void Other_words_at_a_number_are_a_second_order() =>
        Assert.Contains(Breach.Diverged, Breaches([.. Good.Select(each => each is Applied { Client: "dana", Number: 3 } applied ? applied with { Words = "a" } : each)], End()));

    [Fact]
    public void A_hole_in_the_log_is_a_second_order() =>
        Assert.Contains(Breach.Diverged, Breaches(Good, End([.. Log, new(5, null, null, "h5")])));

    [Fact]
    public void A_fetch_that_began_after_an_acknowledgement_must_give_it() =>
        Assert.Equal([Breach.Stale], Breaches([.. Good, new Fetched(21, "dana", Thread, 2, Began: 20)], End()));

    [Fact]
    public void A_fetch_that_began_before_need_not() =>
        Assert.Empty(HistoryChecker.Check([.. Good, new Fetched(21, "dana", Thread, 2, Began: 7)], End()));

    [Fact]
    public void What_cannot_be_read_and_what_is_refused_are_said()
    {
        Assert.Equal([Breach.Unreadable], Breaches([.. Good, new Unreadable(20, "dana", Thread, 3, "Duplicate")], End()));
        Assert.Equal([Breach.Refused], Breaches([.. Good, new Refused(20, "dana", Thread, "b", "Different")], End()));
    }

    [Fact]
    public void A_conversation_without_a_log_is_said() =>
        Assert.Contains(Breach.NotDelivered, Breaches([.. Good, new Sent(20, "maya", "elsewhere", "c")], End()));

    [Fact]
    public void An_acknowledged_alert_that_is_not_on_the_board_is_lost() =>
        Assert.Contains(Breach.AlertLost, Breaches([.. Good.Where(each => each is not Took)], End() with { Alerts = [] }));

    [Fact]
    public void Another_patients_alert_is_no_answer() =>
        Assert.Contains(Breach.AlertLost, Breaches(Good, End() with { Alerts = [Closed with { Patient = "sam" }] }));

    [Fact]
    public void Two_open_alerts_of_one_patient_and_alerts_from_nobody_are_doubled()
    {
        var second = Guid.Parse("00000000-0000-7000-8000-000000000002");
        AlertEnd open = new(Alert, "maya", "paged", null, 9000, [new("raised", 1000, "maya"), new("paged", 1100, null)]);
        Happening[] history = [.. Good.Where(each => each is not Took), new Raising(20, "maya", second)];
        Assert.Equal([Breach.AlertDoubled], Breaches(history, End() with { Alerts = [open, open with { Alert = second }] }));
        Assert.Equal([Breach.AlertDoubled], Breaches([.. Good.Where(each => each is not Took)], End() with { Alerts = [open, Closed with { Alert = second }] }));
    }

    [Fact]
    public void An_open_alert_that_nothing_is_set_for_or_that_is_overdue_is_silent()
    {
        AlertEnd open = new(Alert, "maya", "paged", null, null, [new("raised", 1000, "maya"), new("paged", 1100, null)]);
        Happening[] history = [.. Good.Where(each => each is not Took)];
        Assert.Equal([Breach.AlertSilent], Breaches(history, End() with { Alerts = [open] }));
        Assert.Equal([Breach.AlertSilent], Breaches(history, End() with { Alerts = [open with { Next = 1200 }], Now = 1200 + AlertChecks.Late + 1 }));
        Assert.Empty(HistoryChecker.Check(history, End() with { Alerts = [open with { Next = 1200 }], Now = 1200 + AlertChecks.Late }));
        // A clock that was wrong once must not put it off for ever.
        Assert.Equal([Breach.AlertSilent], Breaches(history, End() with { Alerts = [open with { Next = 4000 + 5000 + AlertChecks.Late + 1 }] }));
    }

    [Fact]
    public void An_alert_that_nobody_was_paged_for_is_silent()
    {
        AlertEnd raised = new(Alert, "maya", "raised", null, 1001 + AlertChecks.Late, [new("raised", 1000, "maya")]);
        Assert.Equal([Breach.AlertSilent], Breaches([.. Good.Where(each => each is not Took)], End() with { Alerts = [raised], Now = 1001 + AlertChecks.Late }));
    }

    [Fact]
    public void Two_owners_at_once_are_said()
    {
        AlertEnd two = Closed with { Moves = [.. Closed.Moves.Take(3), new("acknowledged", 2500, "amari")], Owner = "amari" };
        Assert.Equal([Breach.AlertDoublyOwned], Breaches(Good, End() with { Alerts = [two] }));
        Assert.Equal([Breach.AlertDoublyOwned], Breaches([.. Good, new Took(20, "amari", Alert)], End()));
        Assert.Equal([Breach.AlertDoublyOwned], Breaches(Good, End() with { Alerts = [Closed with { Owner = "amari" }] }));
    }

    [Fact]
    public void Who_gave_it_back_may_be_followed_by_another()
    {
        AlertEnd two = Closed with { Owner = "amari", Moves = [.. Closed.Moves.Take(3), new("given-back", 2100, "luis"), new("paged", 2200, null), new("acknowledged", 2500, "amari")] };
        Assert.Empty(HistoryChecker.Check(Good, End() with { Alerts = [two] }));
    }

    private static Happening[] AllRead(LogLine[] log, long from) =>
    [
        .. Readers.SelectMany(reader => log.Where(line => line.Words is not null).Select(
            line => new Applied(from++, reader, Thread, line.Number, line.Words!))),
    ];

    private static Ending End(LogLine[]? log = null) => new(
        new Dictionary<string, IReadOnlyList<LogLine>> { [Thread] = log ?? Log }, new Dictionary<string, IReadOnlyList<string>> { [Thread] = Readers }, [Closed], Now: 4000, Step: 5000);

    private static IEnumerable<Breach> Breaches(Happening[] history, Ending ending) => HistoryChecker.Check(history, ending).Select(broken => broken.Breach);
}
