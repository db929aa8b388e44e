using System.Collections.Immutable;
using CareConnect.Domain.Calendar;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Rules;

/// <summary>A whole number of a pack.</summary>
/// <param name="Path">Where it stands in the document: the members that lead to it, with dots between.</param>
/// <param name="Min">The least that is allowed.</param>
/// <param name="Max">The most that is allowed.</param>
/// <param name="Of">Reads it from a pack.</param>
public sealed record PackNumber(string Path, int Min, int Max, Func<RulePack, int> Of);

/// <summary>
/// Every whole number of a pack, in the order of the document, and how far a clinic may tune it (our own). P0 and what
/// asks for care may be made stricter than CLINICAL.md, never weaker; the clocks of P1 and P3, which are our own, may be
/// slower within these bounds.
/// </summary>
public static class PackNumbers
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<PackNumber> All { get; } =
    [
        new("clocks.crisis.acknowledgeMinutes", 1, 5, pack => (int)pack.Crisis.Claim.TotalMinutes),
        new("clocks.crisis.contactMinutes", 1, 15, pack => (int)pack.Crisis.Contact.TotalMinutes),
        new("clocks.urgent.claimMinutes", 1, 4 * 60, pack => (int)pack.Urgent.Claim.TotalMinutes),
        new("clocks.urgent.contactMinutes", 1, 24 * 60, pack => (int)pack.Urgent.Contact.TotalMinutes),
        new("clocks.routine.workingDays", 1, RulePack.RoutineCapWorkingDays, pack => pack.RoutineWorkingDays),
        new("thresholds.phq9Today", 1, 20, pack => pack.Thresholds.Phq9Today),
        new("thresholds.phq9Review", 1, 10, pack => pack.Thresholds.Phq9Review),
        new("thresholds.gad7Evaluate", 1, 10, pack => pack.Thresholds.Gad7Evaluate),
        new("thresholds.phq9ReliableChange", 1, 6, pack => pack.Thresholds.Phq9ReliableChange),
        new("thresholds.gad7ReliableChange", 1, 4, pack => pack.Thresholds.Gad7ReliableChange),
        new("thresholds.phq9ImportantDifference", 1, 5, pack => pack.Thresholds.Phq9ImportantDifference),
        new("thresholds.remissionBelow", 1, 5, pack => pack.Thresholds.RemissionBelow),
        new("thresholds.responseBaseline", 10, 27, pack => pack.Thresholds.ResponseBaseline),
        new("thresholds.responsePercent", 50, 100, pack => pack.Thresholds.ResponsePercent),
        new("thresholds.relapseScore", 1, 10, pack => pack.Thresholds.RelapseScore),
        new("thresholds.relapseRise", 1, 5, pack => pack.Thresholds.RelapseRise),
        new("thresholds.highRisk.reassessDays", 1, 7, pack => pack.Thresholds.HighRisk.ReassessDays),
        new("thresholds.highRisk.contactDays", 1, 7, pack => pack.Thresholds.HighRisk.ContactDays),
        new("thresholds.moderateRisk.reassessDays", 1, 14, pack => pack.Thresholds.ModerateRisk.ReassessDays),
        new("thresholds.moderateRisk.contactDays", 1, 14, pack => pack.Thresholds.ModerateRisk.ContactDays),
        new("thresholds.lowRisk.reassessDays", 1, 30, pack => pack.Thresholds.LowRisk.ReassessDays),
        new("thresholds.lowRisk.contactDays", 1, 30, pack => pack.Thresholds.LowRisk.ContactDays),
        new("thresholds.afterCrisis.callHours", 1, 72, pack => pack.Thresholds.AfterCrisis.CallHours),
        new("thresholds.afterCrisis.firstVisitDays", 1, 7, pack => pack.Thresholds.AfterCrisis.FirstVisitDays),
        new("thresholds.afterCrisis.secondVisitDays", 1, 30, pack => pack.Thresholds.AfterCrisis.SecondVisitDays),
        new("thresholds.sittingLeftMinutes", 1, 15, pack => pack.Thresholds.SittingLeftMinutes),
        new("thresholds.followUpLeftMinutes", 1, 3, pack => pack.Thresholds.FollowUpLeftMinutes),
    ];

    /// <summary>Pairs of which the second must be at least the first.</summary>
    public static ImmutableArray<(string Lower, string Higher)> Ordered { get; } =
    [
        ("clocks.crisis.acknowledgeMinutes", "clocks.crisis.contactMinutes"),
        ("clocks.urgent.claimMinutes", "clocks.urgent.contactMinutes"),
        ("clocks.crisis.acknowledgeMinutes", "clocks.urgent.claimMinutes"),
        ("clocks.crisis.contactMinutes", "clocks.urgent.contactMinutes"),
        ("thresholds.phq9Review", "thresholds.phq9Today"),
        ("thresholds.remissionBelow", "thresholds.relapseScore"),
        ("thresholds.highRisk.reassessDays", "thresholds.moderateRisk.reassessDays"),
        ("thresholds.highRisk.contactDays", "thresholds.moderateRisk.contactDays"),
        ("thresholds.moderateRisk.reassessDays", "thresholds.lowRisk.reassessDays"),
        ("thresholds.moderateRisk.contactDays", "thresholds.lowRisk.contactDays"),
        ("thresholds.afterCrisis.firstVisitDays", "thresholds.afterCrisis.secondVisitDays"),
    ];

    /// <summary>A pack of these numbers, which have been checked.</summary>
    /// <param name="at">The number at a path.</param>
    public static RulePack Build(string version, WorkingCalendar calendar, Func<string, int> at) => new(version, calendar)
    {
        Crisis = Clock("clocks.crisis.acknowledgeMinutes", "clocks.crisis.contactMinutes", at),
        Urgent = Clock("clocks.urgent.claimMinutes", "clocks.urgent.contactMinutes", at),
        RoutineWorkingDays = at("clocks.routine.workingDays"),
        Thresholds = new Thresholds
        {
            Phq9Today = at("thresholds.phq9Today"),
            Phq9Review = at("thresholds.phq9Review"),
            Gad7Evaluate = at("thresholds.gad7Evaluate"),
            Phq9ReliableChange = at("thresholds.phq9ReliableChange"),
            Gad7ReliableChange = at("thresholds.gad7ReliableChange"),
            Phq9ImportantDifference = at("thresholds.phq9ImportantDifference"),
            RemissionBelow = at("thresholds.remissionBelow"),
            ResponseBaseline = at("thresholds.responseBaseline"),
            ResponsePercent = at("thresholds.responsePercent"),
            RelapseScore = at("thresholds.relapseScore"),
            RelapseRise = at("thresholds.relapseRise"),
            HighRisk = Cadence("thresholds.highRisk", at),
            ModerateRisk = Cadence("thresholds.moderateRisk", at),
            LowRisk = Cadence("thresholds.lowRisk", at),
            AfterCrisis = new AfterCrisis(
                at("thresholds.afterCrisis.callHours"), at("thresholds.afterCrisis.firstVisitDays"), at("thresholds.afterCrisis.secondVisitDays")),
            SittingLeftMinutes = at("thresholds.sittingLeftMinutes"),
            FollowUpLeftMinutes = at("thresholds.followUpLeftMinutes"),
        },
    };

    private static RoundTheClock Clock(string claim, string contact, Func<string, int> at) =>
        new(TimeSpan.FromMinutes(at(claim)), TimeSpan.FromMinutes(at(contact)));

    private static Cadence Cadence(string path, Func<string, int> at) => new(at(path + ".reassessDays"), at(path + ".contactDays"));
}
