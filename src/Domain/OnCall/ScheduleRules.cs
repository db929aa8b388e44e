using System.Collections.Immutable;

namespace CareConnect.Domain.OnCall;

/// <summary>What a schedule must be to come into force. All faults are named at once.</summary>
public static class ScheduleRules
{
    /// <summary>Letters of a name.</summary>
    public const int LongestName = 60;

    /// <summary>People or shifts of a rotation, and targets of a step.</summary>
    public const int Most = 60;

    /// <summary>Rotations of a schedule: each is compared with each.</summary>
    public const int MostRotations = 20;

    /// <summary>Days of a turn.</summary>
    public const int LongestTurn = 28;

    /// <summary>How far ahead an override may be.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(366);

    /// <summary>Faults of a schedule; none: it may come into force.</summary>
    public static ImmutableArray<OnCallFault> Check(Schedule schedule, Roster roster)
    {
        List<OnCallFault> faults = [];
        if (BadName(schedule.Name)) faults.Add(new BadName());
        if (schedule.Rotations.Length > MostRotations) return [.. faults, new TooMuch()];
        for (var i = 0; i < schedule.Rotations.Length; i++) Check(schedule.Rotations[i], i, roster, faults);
        if (faults.Count > 0) return [.. faults.Distinct()];
        for (var i = 0; i < schedule.Rotations.Length; i++)
        {
            if (Overlap(schedule.Rotations[i])) faults.Add(new ShiftsOverlap(i));
            for (var j = i + 1; j < schedule.Rotations.Length; j++)
            {
                if (Overlap(schedule.Rotations[i], schedule.Rotations[j])) faults.Add(new RotationsOverlap(i, j));
            }
        }

        return [.. faults];
    }

    /// <summary>Faults of an override.</summary>
    public static ImmutableArray<OnCallFault> Check(Override change, Roster roster, DateTimeOffset now)
    {
        List<OnCallFault> faults = [];
        if (change.Until <= change.From) faults.Add(new ShiftEndsBeforeItBegins(null));
        // Seven days by the wall clock are an hour more when the clocks go back.
        if (change.Until - change.From > ShiftHours.Longest + TimeSpan.FromHours(1)) faults.Add(new ShiftTooLong(null));
        if (change.Until <= now || change.From > now + Ahead) faults.Add(new NotInReach());
        if (change.Person is { } person && roster.WhyNot(person) is { } why) faults.Add(why);
        return [.. faults];
    }

    /// <summary>
    /// What keeps somebody who does not edit the schedule from an override: they change their own hours and hours that
    /// nobody has, and never leave any open.
    /// </summary>
    public static OnCallFault? CheckOwn(Schedule schedule, Override change, People.PersonId by)
    {
        if (change.Person is null) return new NoReplacement();
        return schedule.Between(change.From, change.Until).All(stretch => stretch.Person is null || stretch.Person == by)
            ? null
            : new NotOwnHours();
    }

    internal static bool BadName(string name) => string.IsNullOrWhiteSpace(name) || name.Length > LongestName;

    private static void Check(Rotation rotation, int index, Roster roster, List<OnCallFault> faults)
    {
        if (BadName(rotation.Name)) faults.Add(new BadName());
        if (rotation.People.Length > Most || rotation.Hours.Length > Most) faults.Add(new TooMuch());
        if (rotation.People.IsEmpty) faults.Add(new NoPeople(index));
        faults.AddRange(rotation.People.Take(Most).Select(roster.WhyNot).OfType<OnCallFault>());
        if (rotation.TurnDays is < 1 or > LongestTurn) faults.Add(new BadTurn(index));
        if (rotation.End <= rotation.Start) faults.Add(new EndsBeforeItStarts(index));
        if (rotation.Start.Year is < 2000 or > 2200 || rotation.End?.Year > 2200) faults.Add(new NotInReach());
        if (rotation.Hours.IsEmpty) faults.Add(new NoHours(index));
        if (rotation.Hours.Any(hours => hours.Length <= TimeSpan.Zero)) faults.Add(new ShiftEndsBeforeItBegins(index));
        if (rotation.Hours.Any(hours => hours.Length > ShiftHours.Longest)) faults.Add(new ShiftTooLong(index));
        if (rotation.Hours.Any(hours => !Enum.IsDefined(hours.Day))) faults.Add(new NoSuchHour());
    }

    // Shifts come again each week, so two weeks show every overlap, that over the week's end too.
    private static bool Overlap(Rotation rotation) =>
        Overlap([.. rotation.Shifts(rotation.Start, rotation.Start.AddDays(15)).Select(shift => (shift.From, shift.Until))]);

    // From a week before the later one starts: a long shift may reach into it.
    private static bool Overlap(Rotation one, Rotation other)
    {
        var start = one.Start > other.Start ? one.Start : other.Start;
        return Overlap([.. new[] { one, other }
            .SelectMany(rotation => rotation.Shifts(start.AddDays(-8), start.AddDays(15)))
            .Select(shift => (shift.From, shift.Until))]);
    }

    private static bool Overlap(List<(DateTime From, DateTime Until)> shifts)
    {
        shifts.Sort();
        return shifts.Zip(shifts.Skip(1)).Any(pair => pair.Second.From < pair.First.Until);
    }
}
