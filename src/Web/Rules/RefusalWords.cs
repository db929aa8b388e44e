using System.Globalization;
using System.Text.Json;
using CareConnect.Domain.Rules;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Rules;

/// <summary>A refused line of a rule pack, as a sentence.</summary>
public static class RefusalWords
{
    /// <summary>"Line 31: “clocks.crisis.acknowledgeMinutes” takes a whole number from 1 to 5."</summary>
    public static string Of(this IStringLocalizer<RuleWords> words, PackRefusal refusal) =>
        words["rules.line", refusal.Line, Sentence(words, refusal)];

    /// <summary>The name of a whole number's words: <c>rules.number.{…}</c>.</summary>
    public static string NumberKey(string path) =>
        string.Join('-', path.Split('.').Select(JsonNamingPolicy.KebabCaseLower.ConvertName));

    private static string Sentence(IStringLocalizer<RuleWords> words, PackRefusal refusal) => refusal switch
    {
        NotJson => words["rules.fault.syntax"],
        TooLong => words["rules.fault.long"],
        WrongKind { Member: "" } => words["rules.fault.object"],
        WrongKind { Wanted: ValueKind.Section } wrong => words["rules.fault.section", wrong.Member],
        WrongKind { Wanted: ValueKind.List } wrong => words["rules.fault.list", wrong.Member],
        WrongKind { Wanted: ValueKind.Text } wrong => words["rules.fault.text", wrong.Member],
        WrongKind wrong => words["rules.fault.whole-number", wrong.Member],
        MissingMember missing => words["rules.fault.missing", missing.Member],
        UnknownMember unknown => words["rules.fault.unknown", unknown.Member],
        DuplicateMember duplicate => words["rules.fault.duplicate", duplicate.Member],
        OutOfRange range => words["rules.fault.range", range.Member, range.Min, range.Max],
        NotAVersion => words["rules.fault.version"],
        VersionTaken taken => words["rules.fault.taken", taken.Version],
        NoSuchZone zone => words["rules.fault.zone", zone.Zone],
        NotATime time => words["rules.fault.time", time.Member],
        NotADay => words["rules.fault.date"],
        DayTwice day => words["rules.fault.twice", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        TooManyDays many => words["rules.fault.many", many.Most],
        ClosesBeforeItOpens closes => words["rules.fault.closes", closes.Day],
        NeverOpen => words["rules.fault.never"],
        OutOfOrder order => words["rules.fault.order", order.Path, order.AtLeast],
        _ => throw new NotSupportedException($"No sentence for {refusal.GetType().Name}."),
    };
}
