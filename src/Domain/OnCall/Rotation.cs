using System.Collections.Immutable;
using CareConnect.Domain.People;

namespace CareConnect.Domain.OnCall;

/// <summary>One shift of the week on the wall clock.</summary>
/// <param name="Day">On which it begins.</param>
/// <param name="From">The hand-over to whoever is on.</param>
/// <param name="Until">The hand-over to the next.</param>
/// <param name="Days">How many days later that is: 0 the same day, 1 the day after, 7 a week.</param>
public readonly record struct ShiftHours(DayOfWeek Day, TimeOnly From, TimeOnly Until, int Days)
{
    /// <summary>The longest that anybody is on call without a hand-over.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>By the wall clock; when the clocks change it is an hour more or less.</summary>
    public TimeSpan Length => TimeSpan.FromDays(Days) + (Until.ToTimeSpan() - From.ToTimeSpan());
}

/// <summary>People who take turns over the same hours of the week.</summary>
public sealed record Rotation
{
    /// <summary>What the clinic calls it: "Days", "Nights".</summary>
    public required string Name { get; init; }

    /// <summary>In the order of their turns.</summary>
    public required ImmutableArray<PersonId> People { get; init; }

    /// <summary>How many days one turn lasts: 1 for a daily rotation, 7 for a weekly one.</summary>
    public required int TurnDays { get; init; }

    /// <summary>The date of the first turn, and the weekday on which turns change.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>The first date on which no shift begins any more; null while it goes on.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Its shifts of the week. They do not overlap.</summary>
    public required ImmutableArray<ShiftHours> Hours { get; init; }

    /// <summary>Whose turn begins, or goes on, on a date. A night shift is of the day on which it begins.</summary>
    public PersonId On(DateOnly date) => People[(date.DayNumber - Start.DayNumber) / TurnDays % People.Length];

    /// <summary>Its shifts that begin on one of these dates, by the wall clock.</summary>
    public IEnumerable<(DateTime From, DateTime Until, PersonId Person)> Shifts(DateOnly first, DateOnly last)
    {
        if (first < Start) first = Start;
        if (End <= last) last = End.Value.AddDays(-1);
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            foreach (var hours in Hours)
            {
                if (hours.Day == date.DayOfWeek)
                    yield return (date.ToDateTime(hours.From), date.AddDays(hours.Days).ToDateTime(hours.Until), On(date));
            }
        }
    }
}
