namespace CareConnect.Web.Figures;

/// <summary>How long something took, in the symbols of units that both languages write alike: "40 s", "12 min", "2 h 5 min", "3 d 4 h".</summary>
public static class Span
{
    /// <summary>Rounded down to what a person would say of it.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => $"{time.Seconds} s",
        { TotalHours: < 1 } => $"{time.Minutes} min",
        { TotalDays: < 1, Minutes: 0 } => $"{time.Hours} h",
        { TotalDays: < 1 } => $"{time.Hours} h {time.Minutes} min",
        { Hours: 0 } => $"{time.Days} d",
        _ => $"{time.Days} d {time.Hours} h",
    };
}
