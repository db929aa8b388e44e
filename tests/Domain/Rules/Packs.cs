using CareConnect.Domain.Calendar;
using CareConnect.Domain.Rules;
using CareConnect.Domain.Triage;
using CsCheck;

namespace CareConnect.Domain.Tests.Rules;

/// <summary>Packs that a clinic may have.</summary>
internal static class Packs
{
    private static readonly string[] Zones =
        ["America/Denver", "America/New_York", "America/Phoenix", "America/Argentina/Buenos_Aires", "Europe/Madrid", "Australia/Lord_Howe", "Etc/UTC"];

    private static readonly Gen<WorkingHours> Hours = Gen.Int[0, 24 * 60 - 2].SelectMany(open =>
        Gen.Int[open + 1, 24 * 60 - 1].Select(close => new WorkingHours(Time(open), Time(close))));

    private static readonly Gen<WorkingCalendar> Calendars = Gen.Select(
        Gen.Int[0, Zones.Length - 1].Select(zone => Zones[zone]),
        Gen.Select(Gen.Int[1, 127], Hours.Array[7]).Select((days, hours) => PackDocument.Week
            .Where(day => (days & (1 << (int)day)) != 0).ToDictionary(day => day, day => hours[(int)day])),
        Gen.Int[0, 900].Array[0, 12])
        .Select((zone, week, closed) => new WorkingCalendar(
            TimeZoneInfo.FindSystemTimeZoneById(zone), week, closed.Select(day => new DateOnly(2026, 1, 1).AddDays(day))));

    /// <summary>Any pack that a document can say.</summary>
    public static readonly Gen<RulePack> Any = Gen.Select(
        Gen.Char["abcxyz0189"].Array[1, 40].Select(letters => new string(letters)),
        Calendars,
        Gen.Int[0, int.MaxValue].Array[PackNumbers.All.Length]).Select((version, calendar, picks) =>
        {
            var numbers = PackNumbers.All.Zip(picks).ToDictionary(
                pair => pair.First.Path, pair => pair.First.Min + pair.Second % (pair.First.Max - pair.First.Min + 1));
            // Each number that must reach another is raised to it, the smallest pairs first.
            foreach (var (lower, higher) in PackNumbers.Ordered.Concat(PackNumbers.Ordered))
                numbers[higher] = Math.Max(numbers[higher], numbers[lower]);
            return PackNumbers.Build(version, calendar, path => numbers[path]);
        });

    private static TimeOnly Time(int minutes) => new(minutes / 60, minutes % 60);
}
