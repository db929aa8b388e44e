using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.OnCall;

/// <summary>Whose shift it is.</summary>
internal static class Shifts
{
    /// <summary>When the shift began that this person has now, by any schedule; null when they have none.</summary>
    public static DateTimeOffset? Current(Sql sql, string person, DateTimeOffset now)
    {
        var (from, until) = (now - ShiftHours.Longest - TimeSpan.FromDays(1), now.AddMilliseconds(1));
        DateTimeOffset? began = null;
        foreach (var schedule in OnCallStore.Book(sql, from, until).Schedules.Values)
        {
            var stretch = schedule.Between(from, until)[^1];
            if (stretch.Person == new PersonId(person) && !(began >= stretch.From)) began = stretch.From;
        }

        return began;
    }
}
