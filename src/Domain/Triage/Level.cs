namespace CareConnect.Domain.Triage;

/// <summary>How urgent something is, most urgent first (CLINICAL.md, priorities and clocks).</summary>
public enum Level
{
    /// <summary>P0: somebody is paged now.</summary>
    Crisis = 0,

    /// <summary>P1: claimed and answered within hours, day and night.</summary>
    Urgent = 1,

    /// <summary>P2: the same working day.</summary>
    Today = 2,

    /// <summary>P3: one working day.</summary>
    Routine = 3,
}

/// <summary>Comparing levels by words, since the more urgent one has the smaller number.</summary>
public static class Levels
{
    /// <summary>Whether this level is above the other.</summary>
    public static bool IsMoreUrgentThan(this Level level, Level other) => level < other;
}
