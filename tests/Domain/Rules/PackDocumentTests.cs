using CareConnect.Domain.Rules;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Tests.Rules;

public sealed class PackDocumentTests
{
    [Fact]
    public void The_document_that_ships_is_what_CLINICAL_says()
    {
        var pack = Pack(PackDocument.Default);
        Assert.Equal(PackDocument.Write(RulePack.Default(TimeZoneInfo.FindSystemTimeZoneById("Etc/UTC"))), PackDocument.Default);
        Assert.Equal(RulePack.Default(TimeZoneInfo.Utc).Version, pack.Version);
        Assert.Equal((5, 15), (pack.Crisis.Claim.TotalMinutes, pack.Crisis.Contact.TotalMinutes));
        Assert.Equal((30, 120), (pack.Urgent.Claim.TotalMinutes, pack.Urgent.Contact.TotalMinutes));
        Assert.Equal(1, pack.RoutineWorkingDays);
        Assert.Equal(Thresholds.Default, pack.Thresholds);
    }

    /// <summary>Something that a rule compares with and the document does not say would be a rule that nobody can see.</summary>
    [Fact]
    public void Every_threshold_stands_in_the_document()
    {
        static IEnumerable<string> Names(Type type, string prefix) => type.GetProperties()
            .Where(property => property.GetMethod is { IsStatic: false } && property.Name != "EqualityContract")
            .SelectMany(property => property.PropertyType == typeof(int) ? [prefix + Camel(property.Name)] : Names(property.PropertyType, prefix + Camel(property.Name) + "."));
        Assert.Equal(
            Names(typeof(Thresholds), "thresholds.").Order(),
            PackNumbers.All.Select(number => number.Path).Where(path => path.StartsWith("thresholds.", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Each_number_is_read_from_its_own_place_and_stops_at_its_bounds()
    {
        foreach (var number in PackNumbers.All)
        {
                // Alone at its least or most another number may not reach it any more: then that is what is said.
            foreach (var value in new[] { number.Min, number.Max })
                if (PackDocument.Read(With(number, value)) is PackRead { Pack: var pack }) Assert.Equal(value, number.Of(pack));
                else Assert.All(Refused(With(number, value)), refusal => Assert.IsType<OutOfOrder>(refusal));

            foreach (var value in new[] { number.Min - 1, number.Max + 1, -5 })
            {
                var refusal = Assert.IsType<OutOfRange>(Assert.Single(Refused(With(number, value))));
                Assert.Equal((number.Path, number.Min, number.Max), (refusal.Member, refusal.Min, refusal.Max));
            }
        }
    }

    [Theory]
    [InlineData("{", 1)]
    [InlineData("", 1)]
    [InlineData("{\n\"version\": \"a\",\n}", 3)]
    [InlineData("{\n\"version\": \"a\"\n\"calendar\": 1}", 3)]
    [InlineData("{ // why\n}", 1)]
    [InlineData("{}\n{}", 2)]
    [InlineData("{\"version\": \"\\ud800\"}", 1)]
    public void What_is_not_JSON_is_refused_where_it_stops_being_it(string text, int line) =>
        Assert.Equal(new NotJson(line), Refused(text)[0]);

    [Fact]
    public void A_document_is_an_object() =>
        Assert.Equal([new WrongKind(1, "", ValueKind.Section)], Refused("[]"));

    [Fact]
    public void Everything_that_is_missing_is_named_at_once() => Assert.Equal(
        [new MissingMember(1, "version"), new MissingMember(1, "calendar"), new MissingMember(1, "clocks"), new MissingMember(1, "thresholds")],
        Refused("{}"));

    [Fact]
    public void A_mistyped_member_is_unknown_and_the_right_one_missing() => Assert.Equal(
        [new MissingMember(30, "clocks.crisis.acknowledgeMinutes"), new UnknownMember(31, "clocks.crisis.acknowlegeMinutes")],
        Refused(Changed("acknowledgeMinutes", "acknowlegeMinutes")));

    [Fact]
    public void A_member_that_stands_twice_is_refused_at_its_second_line() => Assert.Equal(
        [new DuplicateMember(32, "acknowledgeMinutes")],
        Refused(Changed("\"acknowledgeMinutes\": 5,", "\"acknowledgeMinutes\": 5,\n      \"acknowledgeMinutes\": 1,")));

    [Theory]
    [InlineData("\"acknowledgeMinutes\": 5", "\"acknowledgeMinutes\": \"5\"", 31)]
    [InlineData("\"acknowledgeMinutes\": 5", "\"acknowledgeMinutes\": 2.5", 31)]
    [InlineData("\"acknowledgeMinutes\": 5", "\"acknowledgeMinutes\": null", 31)]
    [InlineData("\"acknowledgeMinutes\": 5", "\"acknowledgeMinutes\": 99999999999", 31)]
    [InlineData("\"closedDays\": []", "\"closedDays\": {}", 27)]
    [InlineData("\"closedDays\": []", "\"closedDays\": [7]", 27)]
    [InlineData("\"timeZone\": \"Etc/UTC\"", "\"timeZone\": 7", 4)]
    [InlineData("\"version\": \"default-1\"", "\"version\": true", 2)]
    public void Another_kind_of_value_is_refused(string from, string to, int line) =>
        Assert.Equal(line, Assert.IsType<WrongKind>(Assert.Single(Refused(Changed(from, to)))).Line);

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("UTC")]
    [InlineData("MST")]
    [InlineData("Mountain Standard Time")]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    public void A_zone_is_one_of_the_IANA_database(string zone) =>
        Assert.Equal([new NoSuchZone(4, zone)], Refused(Changed("Etc/UTC", zone)));

    [Theory]
    [InlineData("9:00")]
    [InlineData("24:00")]
    [InlineData("09:60")]
    [InlineData("09:00:00")]
    [InlineData("nine")]
    public void A_time_of_day_has_two_digits_of_each(string time) =>
        Assert.Equal([new NotATime(7, "calendar.hours.monday.opens")], Refused(First("09:00", time)));

    [Theory]
    [InlineData("17:00")]
    [InlineData("08:59")]
    public void A_day_closes_after_it_opens(string closes)
    {
        var day = "\"opens\": \"17:00\",\n        \"closes\": \"" + closes + "\"";
        Assert.Equal([new ClosesBeforeItOpens(8, "monday")], Refused(First("\"opens\": \"09:00\",\n        \"closes\": \"17:00\"", day)));
    }

    [Fact]
    public void A_clinic_that_is_never_open_would_never_answer()
    {
        var from = PackDocument.Default.IndexOf("\"monday\"", StringComparison.Ordinal);
        var to = PackDocument.Default.IndexOf("},\n    \"closedDays\"", StringComparison.Ordinal);
        Assert.Equal([new NeverOpen(5)], Refused(PackDocument.Default[..from] + PackDocument.Default[to..]));
    }

    [Fact]
    public void A_day_of_the_week_that_does_not_exist_is_unknown() =>
        Assert.Equal([new UnknownMember(6, "calendar.hours.moonday")], Refused(Changed("\"monday\"", "\"moonday\"")));

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("2026-2-3")]
    [InlineData("26-11-26")]
    [InlineData("1999-12-31")]
    [InlineData("2200-01-01")]
    [InlineData("Thanksgiving")]
    public void A_closed_day_is_a_day_of_the_calendar(string day) =>
        Assert.Equal([new NotADay(27)], Refused(Changed("\"closedDays\": []", $"\"closedDays\": [\"{day}\"]")));

    [Fact]
    public void A_closed_day_stands_once() => Assert.Equal(
        [new DayTwice(28, new DateOnly(2026, 11, 26))],
        Refused(Changed("\"closedDays\": []", "\"closedDays\": [\"2026-11-26\",\n\"2026-11-26\"]")));

    [Fact]
    public void A_list_of_closed_days_has_an_end()
    {
        static string Days(int count) => string.Join(',', Enumerable.Range(0, count).Select(day => $"\"{new DateOnly(2026, 1, 1).AddDays(day):yyyy-MM-dd}\""));
        Pack(Changed("\"closedDays\": []", $"\"closedDays\": [{Days(PackDocument.MostClosedDays)}]"));
        Assert.Equal(
            [new TooManyDays(27, PackDocument.MostClosedDays)],
            Refused(Changed("\"closedDays\": []", $"\"closedDays\": [{Days(PackDocument.MostClosedDays + 1)}]")));
    }

    [Theory]
    [InlineData("\"acknowledgeMinutes\": 5", "\"acknowledgeMinutes\": 5", "\"contactMinutes\": 15", "\"contactMinutes\": 4", 32)]
    [InlineData("\"claimMinutes\": 30", "\"claimMinutes\": 121", "x", "x", 36)]
    [InlineData("\"claimMinutes\": 30", "\"claimMinutes\": 4", "x", "x", 35)]
    [InlineData("\"phq9Today\": 20", "\"phq9Today\": 9", "x", "x", 43)]
    [InlineData("\"relapseScore\": 10", "\"relapseScore\": 4", "x", "x", 52)]
    public void Numbers_that_have_an_order_keep_it(string one, string becomes, string other, string otherBecomes, int line) =>
        Assert.Equal(line, Assert.IsType<OutOfOrder>(Assert.Single(Refused(Changed(one, becomes).Replace(other, otherBecomes, StringComparison.Ordinal)))).Line);

    [Theory]
    [InlineData("")]
    [InlineData("Summer")]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("a\\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_version_is_a_short_word(string version) =>
        Assert.Equal([new NotAVersion(2)], Refused(Changed("default-1", version)));

    [Fact]
    public void The_programs_own_versions_are_not_for_a_clinics_packs()
    {
        Assert.True(PackDocument.MayBeCalled("2026-11-24.2"));
        Assert.False(PackDocument.MayBeCalled("default-1"));
        Assert.False(PackDocument.MayBeCalled("default-9"));
        Assert.False(PackDocument.MayBeCalled("Two words"));
    }

    [Fact]
    public void A_document_has_an_end() =>
        Assert.Equal([new TooLong(1)], Refused(PackDocument.Default + new string(' ', PackDocument.Longest)));

    [Fact]
    public void Other_line_ends_and_no_line_ends_are_the_same_pack()
    {
        var document = PackDocument.Default;
        Assert.Equal(document, PackDocument.Write(Pack(document.Replace("\n", "\r\n", StringComparison.Ordinal))));
        Assert.Equal(document, PackDocument.Write(Pack(document.Replace("\n", "", StringComparison.Ordinal))));
        Assert.Equal([new NotAVersion(2)], Refused(document.Replace("\n", "\r\n", StringComparison.Ordinal).Replace("default-1", "X", StringComparison.Ordinal)));
    }

    private static RulePack Pack(string document) => Assert.IsType<PackRead>(PackDocument.Read(document)).Pack;

    private static IReadOnlyList<PackRefusal> Refused(string document) => Assert.IsType<PackRefused>(PackDocument.Read(document)).Refusals;

    private static string Changed(string from, string to) => PackDocument.Default.Replace(from, to, StringComparison.Ordinal);

    private static string First(string from, string to)
    {
        var at = PackDocument.Default.IndexOf(from, StringComparison.Ordinal);
        return PackDocument.Default[..at] + to + PackDocument.Default[(at + from.Length)..];
    }

    private static string With(PackNumber number, int value)
    {
        // The last member's name, looked for after the sections that lead to it.
        var at = 0;
        foreach (var member in number.Path.Split('.')) at = PackDocument.Default.IndexOf($"\"{member}\":", at, StringComparison.Ordinal);
        var from = PackDocument.Default.IndexOf(':', at) + 1;
        var to = PackDocument.Default.IndexOfAny([',', '\n'], from);
        return PackDocument.Default[..from] + value + PackDocument.Default[to..];
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
